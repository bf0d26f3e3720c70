import type { Logger } from 'pino';
import type {
  MergeTarget,
  Move,
  StatisticsRecords,
  StatisticsSpanRow,
} from '../storage/statistics-records.js';
import { Tallies } from './tallies.js';
import { roundedDown } from './windows.js';

const minuteMs = 60_000;
/** Seconds are kept a little longer than the longest window that is shown by the second, minutes longer than a week. */
const secondsKeptMs = 8 * minuteMs;
const minutesKeptMs = 8 * 24 * 60 * minuteMs;
const intervalMs = 30_000;

/** Gathers seconds into minutes and old minutes into one row, so that the table does not grow with the years. */
export class Folding {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly records: StatisticsRecords,
    private readonly now: () => number,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running
        .then(() => this.fold())
        .catch((error: unknown) => {
          this.log.error({ err: error }, 'Statistics could not be gathered; trying again');
        });
    }, intervalMs);
    this.#timer.unref();
  }

  /** Leaves what is not gathered yet as it is. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  async fold(): Promise<void> {
    const now = this.now();
    await this.#moveAll({
      seconds: 1,
      before: new Date(roundedDown(now, minuteMs) - secondsKeptMs),
      targetOf: (startsAt) => {
        const minute = roundedDown(startsAt.getTime(), minuteMs);
        return { seconds: 60, startsAt: new Date(minute), end: new Date(minute + minuteMs) };
      },
    });
    const before = new Date(roundedDown(now, minuteMs) - minutesKeptMs);
    // An hour's minutes at a time: a transaction holds everybody else up.
    const targetOf = (startsAt: Date) => ({
      seconds: 0 as const,
      startsAt: new Date(0),
      end: new Date(startsAt.getTime() + 60 * minuteMs),
    });
    await this.#moveAll({ seconds: 60, before, targetOf });
  }

  async #moveAll(move: Move): Promise<void> {
    while (!this.#stopped && (await this.records.move(move, merge)) > 0);
  }
}

function merge(moved: readonly StatisticsSpanRow[], target: MergeTarget): StatisticsSpanRow[] {
  const tallies = new Tallies();
  for (const row of moved) tallies.addRow(row);
  tallies.addRowsOfSame(target.present);
  return tallies.toRows(target.seconds, target.startsAt);
}
