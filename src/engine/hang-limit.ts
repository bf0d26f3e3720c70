const unmeasuredMs = 120_000;
const shortestMs = 10_000;
const factor = 10;

/** How long a run may last before the engine counts as hung: ten times what that batch size took so far. */
export class HangLimit {
  readonly #measured = new Map<number, number>();

  /** Milliseconds. */
  of(batchSize: number): number {
    const measured = this.#measured.get(batchSize);
    return measured === undefined ? unmeasuredMs : Math.max(shortestMs, factor * measured);
  }

  /** Follows slow drifts, so that one quick run does not tighten the limit. */
  record(batchSize: number, durationMs: number): void {
    const before = this.#measured.get(batchSize);
    this.#measured.set(batchSize, before === undefined ? durationMs : 0.8 * before + 0.2 * durationMs);
  }
}
