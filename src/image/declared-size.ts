import { gifColourTableLength } from './gif-blocks.js';
import { hasMagic, type PictureFormat } from './sniff.js';

/** Width and height in pixels as stored, before any EXIF orientation. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size that the first bytes of a JPEG, PNG, WebP or GIF declare, read without a decoder, so that a file too large to be
 * looked at is told apart from a damaged one even when nothing follows its header. Undefined where the head does not say.
 */
export function declaredSize(format: PictureFormat, head: Uint8Array): PixelSize | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  switch (format) {
    case 'png':
      if (head.length < 24 || !hasMagic(head, 12, 'IHDR')) return undefined;
      return { width: view.getUint32(16), height: view.getUint32(20) };
    case 'gif':
      if (head.length < 13 || !isGifHeader(head)) return undefined;
      return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    case 'webp':
      return webpSize(head, view);
    case 'jpeg':
      return jpegSize(view);
    case 'tiff':
    case 'avif':
    case 'heic':
      return undefined;
  }
}

/** Whether a block follows the screen descriptor and its colour table; else the declared size is as random as the rest. */
function isGifHeader(head: Uint8Array): boolean {
  const block = head[13 + gifColourTableLength(head[10]!)];
  return block === undefined || [0x21, 0x2c, 0x3b].includes(block);
}

/** RFC 9649, sections 2.5 to 2.7: a lossy, a lossless or an extended first chunk. */
function webpSize(head: Uint8Array, view: DataView): PixelSize | undefined {
  if (head.length < 30) return undefined;
  if (hasMagic(head, 12, 'VP8 ') && hasMagic(head, 23, '\x9d\x01\x2a'))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (hasMagic(head, 12, 'VP8L') && head[20] === 0x2f) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (hasMagic(head, 12, 'VP8X'))
    return { width: (view.getUint32(23, true) >>> 8) + 1, height: (view.getUint32(26, true) >>> 8) + 1 };
  return undefined;
}

/** ITU-T T.81, annex B: segment after segment up to the frame header (SOF0 to SOF15 without DHT, JPG and DAC). */
function jpegSize(view: DataView): PixelSize | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return undefined;
}
