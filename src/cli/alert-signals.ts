import { diskFreeMiB } from '../alerts/disk-space.js';
import type { Signals } from '../alerts/signals.js';
import type { GraphLanes } from '../captions/graph-lanes.js';
import type { Runtime } from '../captions/runtime.js';
import type { EngineLosses } from '../engine/engine-losses.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { Statistics } from '../stats/statistics.js';
import type { DataDirectory } from '../storage/data-directory.js';

export interface SignalSources {
  readonly statistics: Statistics;
  readonly lanes: GraphLanes;
  readonly runtime: Runtime;
  readonly profiles: EffectiveProfiles;
  readonly losses: EngineLosses;
  readonly directory: DataDirectory;
}

/** Where the alert rules of a running server read how it does. */
export function alertSignals(sources: SignalSources): Signals {
  const { statistics, lanes, runtime, profiles, losses, directory } = sources;
  return {
    failureRate: (seconds) => statistics.lately(seconds),
    p95Ms: async (seconds) => (await statistics.lately(seconds)).p95Ms,
    queueSaturation: async () => {
      const { queueSize } = await profiles.active();
      return Math.min(1, lanes.active.lane.waitingSingles / queueSize);
    },
    memoryHeadroom: async () => {
      const usage = (await runtime.now()).memory?.usage ?? null;
      return usage === null ? null : Math.max(0, 1 - usage);
    },
    engineRestarts: (seconds) => losses.within(seconds),
    diskFreeMiB: () => diskFreeMiB(directory.root),
  };
}
