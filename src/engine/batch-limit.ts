/** Runs at the lowered size after which a larger one is tried again. */
const runsBeforeGrowth = 20;

/**
 * How many pictures a run may hold. Out of memory halves it; runs that succeed at the lowered size let it grow back, so
 * that a shortage that has passed does not slow the engine down for ever.
 */
export class BatchLimit {
  #learned = Infinity;
  #successes = 0;

  /** @param configured as the profile says */
  constructor(private readonly configured: number) {}

  /** @param planned largest batch that has been seen to fit; null while that is not known */
  within(planned: number | null): number {
    return Math.max(1, Math.min(this.configured, planned ?? Infinity, this.#learned));
  }

  /** Whether memory has run out and the old size is not reached again yet. */
  get lowered(): boolean {
    return this.#learned < this.configured;
  }

  ranOutOfMemory(batchSize: number): void {
    this.#learned = Math.max(1, Math.floor(batchSize / 2));
    this.#successes = 0;
  }

  succeeded(batchSize: number): void {
    if (!this.lowered || batchSize < this.#learned) return;
    this.#successes++;
    if (this.#successes < runsBeforeGrowth) return;
    this.#successes = 0;
    this.#learned *= 2;
  }
}
