/** How many days things are kept; null: for ever. */
export interface RetentionDays {
  /** Captions after their end, with their pictures. */
  readonly captions: number | null;
  /** Pictures after they arrived, where their captions are kept longer. */
  readonly pictures: number | null;
  /** Records of batches. */
  readonly runs: number | null;
  /** Log files. */
  readonly logs: number | null;
}

const dayMs = 24 * 3_600_000;

/** What is older than this is not kept any more; null: everything is. */
export function keptSince(days: number | null, now: Date): Date | null {
  return days === null ? null : new Date(now.getTime() - days * dayMs);
}
