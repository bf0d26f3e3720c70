import { setImmediate } from 'node:timers/promises';
import type { StatisticsRecords, StatisticsSpanRow } from '../storage/statistics-records.js';
import type { RecentSeconds } from './recent-seconds.js';
import { Tallies } from './tallies.js';
import { roundedDown } from './windows.js';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const weekMs = 7 * 24 * 60 * minuteMs;
/** From then on seconds are in memory: older ones may be gathered into minutes while they are read. */
const inMemoryMs = 6 * minuteMs;
/** Sums of quarters that are kept: one for each window and each series. */
const mostSums = 8;
/** Rows turned from text into counts before everybody else has a turn. */
const rowsAtOnce = 200;

/** What was counted from a moment on, in milliseconds since 1970. */
export type Part = readonly [number, Tallies];

/**
 * What happened in a span of the past, from the minutes of the database and the seconds in memory. Quarters of an hour that are
 * long over are kept, so that a week is read once and not with every look at it.
 */
export class History {
  readonly #quarters = new Map<number, Tallies>();
  readonly #sums = new Map<string, readonly Part[]>();

  constructor(
    private readonly records: StatisticsRecords,
    private readonly recent: RecentSeconds,
    private readonly now: () => number,
  ) {}

  /**
   * Parts that together are exactly what was counted from then until now. Each lies within a multiple of `longest` from 1970,
   * and where the last five minutes are concerned within one second.
   *
   * @param from a full minute; or a full second of the last five minutes
   * @param longest of a part, milliseconds: where that is less than a quarter of an hour, all is read by the minute
   */
  async since(from: number, longest: number): Promise<Part[]> {
    const now = this.now();
    const memory = roundedDown(now, minuteMs) - inMemoryMs;
    const parts = from < memory ? await this.#fromDatabase(from, memory, longest) : [];
    // Up to the end of this second, and what a clock that was set back left beyond.
    for (const part of this.recent.between(Math.max(from, memory), now + 1000)) parts.push(part);
    return parts;
  }

  async #fromDatabase(from: number, to: number, longest: number): Promise<Part[]> {
    const settled = roundedDown(to, quarterMs);
    const first = roundedDown(from + quarterMs - 1, quarterMs);
    if (longest < quarterMs || first >= settled) return this.#minutes(from, to);
    const parts = await this.#minutes(from, first);
    await this.#keepQuarters(first, settled);
    parts.push(...this.#summed(first, settled, longest), ...(await this.#minutes(settled, to)));
    return parts;
  }

  /** The quarters of a span, summed up as far as a part may reach: the same ones are asked for until the next one is over. */
  #summed(from: number, to: number, longest: number): readonly Part[] {
    const name = `${from} ${to} ${longest}`;
    const kept = this.#sums.get(name);
    if (kept !== undefined) return kept;
    const sums = new Map<number, Tallies>();
    for (let quarter = from; quarter < to; quarter += quarterMs) {
      const start = longest === Infinity ? from : roundedDown(quarter, longest);
      const sum = sums.get(start) ?? new Tallies();
      sums.set(start, sum);
      const tallies = this.#quarters.get(quarter);
      if (tallies !== undefined) sum.add(tallies);
    }
    for (const oldest of [...this.#sums.keys()].slice(0, -mostSums)) this.#sums.delete(oldest);
    this.#sums.set(name, [...sums]);
    return [...sums];
  }

  async #minutes(from: number, to: number): Promise<Part[]> {
    return from >= to ? [] : [...(await this.#read(from, to, minuteMs))];
  }

  /** Sees to it that all quarters of the span are in memory, those where nothing happened too. */
  async #keepQuarters(from: number, to: number): Promise<void> {
    for (const quarter of this.#quarters.keys()) if (quarter < to - weekMs) this.#quarters.delete(quarter);
    for (let quarter = from; quarter < to; quarter += quarterMs) {
      if (this.#quarters.has(quarter)) continue;
      let end = quarter + quarterMs;
      while (end < to && !this.#quarters.has(end)) end += quarterMs;
      const found = await this.#read(quarter, end, quarterMs);
      for (; quarter < end; quarter += quarterMs) {
        this.#quarters.set(quarter, found.get(quarter) ?? new Tallies());
      }
    }
  }

  /** Counts of the database by the beginning of the span they lie in. */
  async #read(from: number, to: number, span: number): Promise<Map<number, Tallies>> {
    const rows = await this.records.between(new Date(from), new Date(to));
    const found = new Map<number, Tallies>();
    for (let index = 0; index < rows.length; index += rowsAtOnce) {
      if (index > 0) await setImmediate();
      for (const row of rows.slice(index, index + rowsAtOnce)) addTo(found, row, span);
    }
    return found;
  }
}

function addTo(found: Map<number, Tallies>, row: StatisticsSpanRow, span: number): void {
  const start = roundedDown(row.startsAt.getTime(), span);
  const tallies = found.get(start) ?? new Tallies();
  found.set(start, tallies);
  tallies.addRow(row);
}
