/** The longest time back that anybody asks about, milliseconds. */
const keptMs = 86_400_000;
/** More of them within a day say nothing more. */
const most = 10_000;

/** When engine processes were lost, of late and whatever engine they belonged to. */
export class EngineLosses {
  #at: number[] = [];

  /** @param now milliseconds, from any beginning */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** One was lost at this moment. */
  note(): void {
    const now = this.now();
    this.#at = [...this.#at.filter((at) => now - at < keptMs).slice(1 - most), now];
  }

  /** How many were lost within the last `seconds`, a day at most. */
  within(seconds: number): number {
    const from = this.now() - 1000 * seconds;
    return this.#at.filter((at) => at >= from).length;
  }
}
