import type { SpanLength, StatisticsSpanRow } from '../storage/statistics-records.js';
import { Tally } from './tally.js';

/** What is counted apart. */
export interface TallyKey {
  /** 0 where no profile is known. */
  readonly profileId: number;
  readonly model: string;
}

/** Which tallies are asked for; null: all. */
export interface TallyFilter {
  readonly profileId: number | null;
  readonly model: string | null;
}

interface KeyedTally extends TallyKey {
  readonly tally: Tally;
}

/** One tally for each profile and model. */
export class Tallies {
  readonly #tallies = new Map<string, KeyedTally>();

  /** The tally to count in. */
  of({ profileId, model }: TallyKey): Tally {
    const name = nameOf({ profileId, model });
    const found = this.#tallies.get(name);
    if (found !== undefined) return found.tally;
    const tally = new Tally();
    this.#tallies.set(name, { profileId, model, tally });
    return tally;
  }

  add(other: Tallies): void {
    for (const { tally, ...key } of other.#tallies.values()) this.of(key).add(tally);
  }

  copy(): Tallies {
    const copy = new Tallies();
    copy.add(this);
    return copy;
  }

  /** A queue that was seen while all of these were counted. */
  sawQueue(depth: number): void {
    for (const { tally } of this.#tallies.values()) tally.sawQueue(depth);
  }

  /** Adds those rows whose profile and model are counted here already. */
  addRowsOfSame(rows: readonly StatisticsSpanRow[]): void {
    for (const row of rows) if (this.#tallies.has(nameOf(row))) this.addRow(row);
  }

  addRow(row: StatisticsSpanRow): void {
    this.of(row).addStored(row.tally);
  }

  /** Adds what passes the filter to `into`. */
  sumInto(into: Tally, { profileId, model }: TallyFilter): void {
    for (const entry of this.#tallies.values()) {
      if (profileId !== null && entry.profileId !== profileId) continue;
      if (model !== null && entry.model !== model) continue;
      into.add(entry.tally);
    }
  }

  toRows(seconds: SpanLength, startsAt: Date): StatisticsSpanRow[] {
    return [...this.#tallies.values()].map(({ profileId, model, tally }) => ({
      ...{ seconds, startsAt, profileId, model },
      tally: tally.stored(),
    }));
  }
}

function nameOf({ profileId, model }: TallyKey): string {
  return `${profileId} ${model}`;
}
