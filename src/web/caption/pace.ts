/** So many of the last ends tell how fast it goes now. */
const remembered = 64;

/** How fast pictures end, to say how long the rest will take. */
export class Pace {
  #ends: { readonly at: number; readonly done: number }[] = [];

  /** @param at milliseconds; @param done how many have ended so far */
  note(at: number, done: number): void {
    const last = this.#ends.at(-1);
    if (last !== undefined && done < last.done) this.#ends = [];
    if (last?.done !== done) this.#ends = [...this.#ends, { at, done }].slice(-remembered);
  }

  /** Milliseconds until so many more have ended; null as long as nothing is known. */
  timeFor(remaining: number): number | null {
    const first = this.#ends[0];
    const last = this.#ends.at(-1);
    if (first === undefined || last === undefined || last.done <= first.done) return null;
    return ((last.at - first.at) / (last.done - first.done)) * remaining;
  }
}
