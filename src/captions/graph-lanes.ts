import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Arrivals } from '../engine/arrivals.js';
import { BatchLane } from '../engine/batch-lane.js';
import { Engine } from '../engine/engine.js';
import type { EngineProgram } from '../engine/engine-process.js';
import { resolveDecoding, type Decoding } from '../model/decoding.js';
import type { ModelPackage } from '../model/package.js';
import type { CaptionChanges } from '../storage/caption-changes.js';
import type { ProfileRow } from '../storage/profile-records.js';
import type { CaptionTraces } from '../tracing/caption-traces.js';
import { BatchRecords } from './batch-records.js';
import { hypothesisText } from './captioner.js';

/** One graph at work: its engine, the lane in front of it, and what its results depend on. */
export interface GraphLane {
  readonly engine: Engine;
  readonly lane: BatchLane;
  readonly decoding: Decoding;
  readonly batchSize: number;
}

export interface GraphLanesOptions {
  readonly model: ModelPackage;
  /** Where compiled graphs are kept. */
  readonly graphs: string;
  readonly threads: number;
  readonly program: EngineProgram;
  readonly changes: CaptionChanges;
  readonly arrivals: Arrivals;
  /** Follows captions through the lanes. */
  readonly traces?: CaptionTraces | null;
  readonly log: Logger;
}

interface LaneAtWork extends GraphLane {
  readonly recorder: BatchRecords;
  lastUsed: number;
}

/** How long a lane that is not the active one is kept for more of its kind, milliseconds. */
const idleMs = 60_000;

/** A lane for every profile in use. Requests finish on the lane they began with, whatever becomes active meanwhile. */
export class GraphLanes {
  readonly #lanes = new Map<string, LaneAtWork>();
  readonly #sweep: NodeJS.Timeout;
  #active: string;

  constructor(
    private readonly options: GraphLanesOptions,
    active: ProfileRow,
  ) {
    this.#active = laneKey(active);
    this.forProfile(active);
    this.#sweep = setInterval(() => void this.#closeIdle(), idleMs / 4);
    this.#sweep.unref();
  }

  /** Where requests go that name no profile, and pictures are looked at. */
  get active(): GraphLane {
    return this.#lanes.get(this.#active)!;
  }

  /** Pictures that wait for a run, in all lanes. */
  get waiting(): number {
    return [...this.#lanes.values()].reduce((sum, { lane }) => sum + lane.waiting, 0);
  }

  /** Pictures in the runs that are going on. */
  get inFlight(): number {
    return [...this.#lanes.values()].reduce((sum, { lane }) => sum + lane.inFlight, 0);
  }

  /** @throws InvalidInputError when the profile's decoding does not fit the model */
  forProfile(profile: ProfileRow): GraphLane {
    const key = laneKey(profile);
    const found = this.#lanes.get(key);
    if (found !== undefined) {
      found.lastUsed = performance.now();
      return found;
    }
    const opened = this.#open(profile);
    this.#lanes.set(key, opened);
    return opened;
  }

  /** Resolves when the profile's engine is warm and is the one that requests go to. @throws DEVICE_UNAVAILABLE, BAD_MODEL */
  async activate(profile: ProfileRow): Promise<void> {
    const { engine } = this.forProfile(profile);
    await engine.ready();
    this.#active = laneKey(profile);
  }

  /** Lets every lane finish the run it is in, and writes what is still to be written. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.all([...this.#lanes.values()].map(({ lane }) => lane.stop()));
    await Promise.all([...this.#lanes.values()].map(({ recorder }) => recorder.close()));
  }

  closeEngines(): void {
    for (const { engine } of this.#lanes.values()) engine.close();
  }

  #open(profile: ProfileRow): LaneAtWork {
    const { model, graphs, threads, program, changes, arrivals, traces, log } = this.options;
    const decoding = resolveDecoding(model, profile);
    const graph = { modelDirectory: model.directory, decoding, cacheDirectory: graphs, threads };
    const shared = [...this.#lanes.values()].find((lane) => sameDecoding(lane.decoding, decoding));
    const engine = shared?.engine ?? new Engine({ program, graph, log });
    const recorder = new BatchRecords({
      changes,
      model: model.name,
      textOf: hypothesisText(model),
      graph: () => engine.loaded,
      log,
    });
    const { batchSize, maxBatchDelayMs } = profile;
    const traced = traces?.recorder(recorder) ?? recorder;
    const lane = new BatchLane({ engine, recorder: traced, arrivals, batchSize, maxBatchDelayMs });
    return { engine, lane, decoding, batchSize, recorder, lastUsed: performance.now() };
  }

  async #closeIdle(): Promise<void> {
    for (const [key, { engine, lane, recorder, lastUsed }] of this.#lanes) {
      const idle = !lane.running && lane.waiting === 0 && performance.now() - lastUsed > idleMs;
      if (key === this.#active || !idle) continue;
      this.#lanes.delete(key);
      await lane.stop();
      await recorder.close();
      if (![...this.#lanes.values()].some((other) => other.engine === engine)) engine.close();
    }
  }
}

/** Equal for captions whose text must be equal: the same picture, model and everything that decides what is said. */
export function resultKey(
  sha256: string,
  modelHash: string,
  decoding: Decoding,
  maxImageSize: number | null,
): string {
  const parts = [sha256, modelHash, decodingValues(decoding), maxImageSize, 'FP32'];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function laneKey(profile: ProfileRow): string {
  const { batchSize, maxBatchDelayMs, beamSize, maxTokens, minTokens } = profile;
  const { noRepeatNgramSize, lengthPenalty, temperature } = profile;
  const decoding = [beamSize, maxTokens, minTokens, noRepeatNgramSize, lengthPenalty, temperature];
  return JSON.stringify([batchSize, maxBatchDelayMs, ...decoding]);
}

function decodingValues(decoding: Decoding): number[] {
  const { beamSize, maxTokens, minTokens, noRepeatNgramSize, lengthPenalty, temperature } = decoding;
  return [beamSize, maxTokens, minTokens, noRepeatNgramSize, lengthPenalty, temperature];
}

function sameDecoding(one: Decoding, other: Decoding): boolean {
  return JSON.stringify(decodingValues(one)) === JSON.stringify(decodingValues(other));
}
