/** Callers that wait until something is there, or is known not to come. */
export class ReadyWaiters<Thing> {
  readonly #waiting = new Set<{ resolve: (thing: Thing) => void; reject: (error: Error) => void }>();

  wait(): Promise<Thing> {
    return new Promise((resolve, reject) => this.#waiting.add({ resolve, reject }));
  }

  resolve(thing: Thing): void {
    for (const { resolve } of this.#waiting) resolve(thing);
    this.#waiting.clear();
  }

  reject(error: Error): void {
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting.clear();
  }
}
