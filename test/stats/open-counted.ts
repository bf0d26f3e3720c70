import { pino } from 'pino';
import type { ErrorCode } from '../../src/errors/error-code.js';
import { autoProfile } from '../../src/profiles/built-in.js';
import { openStatistics, type OpenStatistics } from '../../src/stats/open-statistics.js';
import { CaptionChanges } from '../../src/storage/caption-changes.js';
import type { ProfileRow } from '../../src/storage/profile-records.js';
import { newCaption, openStorage, type Storage } from '../storage/open-storage.js';

export const quiet = pino({ level: 'silent' });

/** A clock that tests set; the statistics believe it. */
export interface Clock {
  now: number;
}

export interface Ending {
  readonly profile?: ProfileRow;
  readonly model?: string;
  readonly totalMs?: number;
  readonly attempts?: number;
  readonly cached?: boolean;
  readonly error?: ErrorCode;
}

/** A database whose endings are counted, as a server has it; opened again with the same root it is the next server. */
export class Counted {
  private constructor(
    readonly storage: Storage,
    readonly clock: Clock,
    readonly counts: OpenStatistics,
    readonly changes: CaptionChanges,
    readonly load: { queueDepth: number; inFlight: number },
  ) {}

  static async open(clock: Clock, root?: string): Promise<Counted> {
    const storage = await openStorage(root);
    const { database, profiles } = storage;
    const load = { queueDepth: 0, inFlight: 0 };
    const gauges = { queueDepth: () => load.queueDepth, inFlight: () => load.inFlight };
    const now = (): number => clock.now;
    const counts = await openStatistics({ database, profiles, gauges, log: quiet, now });
    const changes = new CaptionChanges(database, undefined, counts.endings);
    return new Counted(storage, clock, counts, changes, load);
  }

  /** One run at this moment with these captions; without any it is a lost one. */
  async run(batchSize: number, endings: readonly Ending[], error: ErrorCode | null = null): Promise<void> {
    const at = new Date(this.clock.now);
    const accepted = [];
    for (const ending of endings) {
      const { profile = this.storage.profile, model = 'ofa-mini-en' } = ending;
      const caption = { ...newCaption(this.storage, 'a.png'), profileId: profile.id, modelName: model };
      accepted.push({ ending, id: (await this.changes.accept(caption)).id });
    }
    const run = {
      model: endings[0]?.model ?? 'ofa-mini-en',
      device: 'CPU',
      precision: 'FP32',
      batchSize,
      durationMs: 10,
      tokens: 5,
      error: error === null ? null : { code: error, message: 'lost' },
      startedAt: at,
    } as const;
    const rows = accepted.map(
      ({ id, ending: { totalMs = 100, attempts = 1, cached = false, error: code } }) => {
        const timings = {
          queueMs: totalMs / 2,
          preprocessMs: totalMs / 10,
          inferenceMs: totalMs / 4,
          totalMs,
        };
        const how =
          code === undefined
            ? { hypotheses: [{ text: 'a dog', score: -1 }], cached }
            : ({
                error: { code, message: 'no' },
                status: code === 'CANCELED' ? 'CANCELED' : 'FAILED',
              } as const);
        return { id, attempts, timings, ...how };
      },
    );
    await this.changes.recordRun(run, rows, at);
  }

  otherProfile(name: string): Promise<ProfileRow> {
    return this.storage.profiles.create({
      ...autoProfile('ofa-mini-en', { kind: 'CPU' }),
      name,
      builtIn: false,
    });
  }

  /** Ends as a server does, and is the next one. */
  async restarted(): Promise<Counted> {
    await this.close();
    return Counted.open(this.clock, this.storage.directory.root);
  }

  async close(): Promise<void> {
    await this.counts.stop();
    await this.storage.database.$disconnect();
  }
}
