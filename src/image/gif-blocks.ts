/** Introducers of the blocks of a GIF (GIF89a specification, sections 17 to 27). */
const extension = 0x21;
const imageDescriptor = 0x2c;
const graphicControlLabel = 0xf9;

interface Block {
  readonly start: number;
  /** Position behind the block; past the end of the file where the block breaks off. */
  readonly end: number;
}

/**
 * Whether a GIF's blocks run to their end. libvips decodes the first frame of a file that breaks off in a later one without
 * a word. A missing trailer alone, which many writers forget, is no truncation.
 */
export function isCompleteGif(bytes: Uint8Array): boolean {
  for (const { end } of blocksOf(bytes)) if (end > bytes.length) return false;
  return true;
}

/**
 * Makes the transparent pixels of the first frame show their colour of the palette, by taking the transparency flag out of
 * its control block, in place. libvips' decoder makes them black, whatever the palette says.
 */
export function makeFirstFrameOpaque(bytes: Uint8Array): void {
  for (const { start } of blocksOf(bytes)) {
    if (bytes[start] === imageDescriptor) return;
    if (bytes[start + 1] === graphicControlLabel && start + 3 < bytes.length) bytes[start + 3]! &= ~1;
  }
}

/** Bytes of the colour table that the packed field of a screen or image descriptor announces. */
export function gifColourTableLength(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 << ((packed & 7) + 1);
}

/** Extensions and images, up to the trailer or to what is no block at all. */
function* blocksOf(bytes: Uint8Array): Generator<Block> {
  let start = 13 + gifColourTableLength(bytes[10] ?? 0);
  while (start < bytes.length) {
    let data: number;
    if (bytes[start] === extension) data = start + 2;
    else if (bytes[start] === imageDescriptor) {
      data = start + 11 + gifColourTableLength(bytes[start + 9] ?? 0);
    } else return;
    const end = endOfSubBlocks(bytes, data);
    yield { start, end };
    start = end;
  }
}

/** The position behind a chain of sub-blocks and its terminator. */
function endOfSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return bytes.length + 1;
    at += length + 1;
    if (length === 0) return at;
  }
}
