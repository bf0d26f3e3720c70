/** Longest side of what is held of a file, in pixels: twice what is shown, for screens of high density. */
const longestSide = 224;
const decodedAtOnce = 3;
const held = 240;

/** Small forms of files, decoded beside the page's own work and only for what is being looked at. */
export class SmallPictures {
  /** In the order in which they were looked at. */
  readonly #held = new Map<File, Promise<ImageBitmap>>();
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /**
   * Turned upright, as the file says; no longer than {@link longestSide}.
   *
   * @throws DOMException when the browser cannot read the file
   */
  get(file: File): Promise<ImageBitmap> {
    const found = this.#held.get(file) ?? this.#decode(file);
    this.#held.delete(file);
    this.#held.set(file, found);
    for (const [oldest] of this.#held) {
      if (this.#held.size <= held) break;
      this.#held.delete(oldest);
    }
    return found;
  }

  async #decode(file: File): Promise<ImageBitmap> {
    await this.#turn();
    try {
      const whole = await createImageBitmap(file, { resizeWidth: longestSide, resizeQuality: 'medium' });
      if (whole.height <= 2 * longestSide) return whole;
      // A very tall picture would be held with all its height.
      const cut = await createImageBitmap(whole, 0, 0, longestSide, 2 * longestSide);
      whole.close();
      return cut;
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running >= decodedAtOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running++;
  }
}
