import type { Readable } from '../preferences/value.js';
import { groupOf, type Picture, type PictureGroup } from './picture.js';

export type PictureCounts = Readonly<Record<PictureGroup, number>>;

export interface PictureSnapshot {
  readonly pictures: readonly Picture[];
  readonly counts: PictureCounts;
}

const nothing: PictureCounts = { unsent: 0, working: 0, succeeded: 0, failed: 0, canceled: 0 };

/** A pause between two drawings where no frames are drawn, since nobody looks. */
const hiddenPauseMs = 200;

/**
 * The pictures on the page. A change costs the same however many there are; who listens is told once a frame, so that a
 * thousand changes at once are one drawing.
 */
export class PictureList implements Readable<PictureSnapshot> {
  #pictures: Picture[] = [];
  #indexes = new Map<number, number>();
  #counts: Record<PictureGroup, number> = { ...nothing };
  #snapshot: PictureSnapshot = { pictures: [], counts: nothing };
  #scheduled = false;
  #lastKey = 0;
  readonly #listeners = new Set<() => void>();

  readonly get = (): PictureSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @returns the pictures with their keys */
  add(pictures: readonly Omit<Picture, 'key'>[]): readonly Picture[] {
    const added = pictures.map((picture) => ({ ...picture, key: ++this.#lastKey }));
    for (const picture of added) {
      this.#indexes.set(picture.key, this.#pictures.push(picture) - 1);
      this.#counts[groupOf(picture.state)]++;
    }
    this.#schedule();
    return added;
  }

  /** As it is now; undefined once it was cleared away. */
  find(key: number): Picture | undefined {
    return this.#pictures[this.#indexes.get(key) ?? -1];
  }

  /** All, as they are now. */
  all(): readonly Picture[] {
    return this.#pictures;
  }

  change(key: number, change: Partial<Omit<Picture, 'key'>>): void {
    const index = this.#indexes.get(key) ?? -1;
    const picture = this.#pictures[index];
    if (picture === undefined) return;
    const changed = { ...picture, ...change };
    this.#counts[groupOf(picture.state)]--;
    this.#counts[groupOf(changed.state)]++;
    this.#pictures[index] = changed;
    this.#schedule();
  }

  clear(): void {
    this.#pictures = [];
    this.#indexes = new Map();
    this.#counts = { ...nothing };
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    if (document.hidden) setTimeout(this.#tell, hiddenPauseMs);
    else requestAnimationFrame(this.#tell);
  }

  /** Tells at once what changed: what is typed must not wait for the next frame. */
  readonly flush = (): void => {
    this.#tell();
  };

  readonly #tell = (): void => {
    if (!this.#scheduled) return;
    this.#scheduled = false;
    this.#snapshot = { pictures: [...this.#pictures], counts: { ...this.#counts } };
    for (const listener of this.#listeners) listener();
  };
}
