import type { Picture } from './picture.js';

/** Of the first request, so that the first captions come soon. */
const firstPictures = 12;
const mostPictures = 50;
const mostBytes = 32_000_000;

/**
 * How many of the pictures that wait go into the next request: as many as its bounds hold, and at least one.
 *
 * @param first whether nothing is on its way yet
 */
export function nextBatchLength(waiting: readonly Picture[], first: boolean): number {
  const most = first ? firstPictures : mostPictures;
  let bytes = 0;
  for (const [index, { source }] of waiting.entries()) {
    bytes += source?.kind === 'file' ? source.bytes : 0;
    if (index >= most || (index > 0 && bytes > mostBytes)) return index;
  }
  return waiting.length;
}
