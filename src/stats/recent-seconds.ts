import type { StatisticsSpanRow } from '../storage/statistics-records.js';
import { Tallies } from './tallies.js';
import { roundedDown } from './windows.js';

/** How long seconds are kept in memory at least, milliseconds: the longest window that is shown by the second, and the fold's margin. */
const keptMs = 10 * 60_000;

/** What happened in each of the last seconds, as it stands in the database. */
export class RecentSeconds {
  readonly #seconds = new Map<number, Tallies>();

  /** Takes what an earlier server counted. */
  load(rows: readonly StatisticsSpanRow[]): void {
    for (const row of rows) if (row.seconds === 1) this.#at(row.startsAt.getTime()).addRow(row);
  }

  add(second: number, tallies: Tallies): void {
    this.#at(second).add(tallies);
    // Seconds come in their order but for moments, so that the first ones are the oldest.
    for (const kept of this.#seconds.keys()) {
      if (kept >= second - keptMs) break;
      this.#seconds.delete(kept);
    }
  }

  /** By the beginning of their second, in milliseconds since 1970; the end is not included. */
  *between(from: number, to: number): Generator<readonly [number, Tallies]> {
    for (let second = roundedDown(from, 1000); second < to; second += 1000) {
      const tallies = this.#seconds.get(second);
      if (tallies !== undefined) yield [second, tallies];
    }
  }

  #at(second: number): Tallies {
    const found = this.#seconds.get(second);
    if (found !== undefined) return found;
    const tallies = new Tallies();
    this.#seconds.set(second, tallies);
    return tallies;
  }
}
