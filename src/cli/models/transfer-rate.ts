/** Bytes per second over the last ten seconds, of what is told to it. */
export class TransferRate {
  readonly #samples: { readonly atMs: number; readonly bytes: number }[] = [];
  #bytes = 0;

  /** @param nowMs of a clock that never goes back */
  constructor(nowMs: number) {
    this.#samples.push({ atMs: nowMs, bytes: 0 });
  }

  add(bytes: number, nowMs: number): void {
    this.#bytes += bytes;
    const last = this.#samples.at(-1)!;
    // A few samples a second say all that there is to say.
    if (nowMs - last.atMs >= 200) this.#samples.push({ atMs: nowMs, bytes: this.#bytes });
    while (this.#samples.length > 2 && nowMs - this.#samples[1]!.atMs > 10_000) this.#samples.shift();
  }

  /** Null as long as too little is known. */
  perSecond(nowMs: number): number | null {
    const { atMs, bytes } = this.#samples[0]!;
    const seconds = (nowMs - atMs) / 1000;
    return seconds < 0.5 || this.#bytes === bytes ? null : (this.#bytes - bytes) / seconds;
  }
}
