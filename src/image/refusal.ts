import { ImageError } from '../errors/image-error.js';
import { hasMagic, sniffFormat } from './sniff.js';

const accepted = 'JPEG, PNG, WebP, GIF, TIFF, AVIF and HEIC';

/**
 * What is wrong with a file of `size` bytes whose first bytes (`sniffLength` of them, or all) are `head`; undefined when it
 * announces an accepted format. Plain JavaScript, as `sniffFormat` is.
 *
 * @returns BAD_IMAGE for an empty file, UNSUPPORTED_FORMAT for what is not a picture of an accepted format
 */
export function refusalOf(size: number, head: Uint8Array): ImageError | undefined {
  if (size === 0) return new ImageError('BAD_IMAGE', 'The file is empty (0 bytes). Send the whole picture.');
  if (sniffFormat(head) !== undefined) return undefined;
  const found = nameOf(head);
  const what =
    found === undefined
      ? 'The file is not a picture in a format this server knows.'
      : `The file is ${found}, which this server does not read.`;
  return new ImageError('UNSUPPORTED_FORMAT', `${what} Send one of ${accepted}.`);
}

/** What else people send, by magic bytes. */
const others: readonly (readonly [name: string, offset: number, magic: string])[] = [
  ['a PDF document', 0, '%PDF-'],
  ['a PostScript file', 0, '%!PS'],
  ['a BMP picture', 0, 'BM'],
  ['a Photoshop document', 0, '8BPS'],
  ['a JPEG XL picture', 0, '\xff\x0a'],
  ['a JPEG XL picture', 4, 'JXL \r\n'],
  ['a JPEG 2000 picture', 4, 'jP  \r\n'],
  ['a JPEG 2000 picture', 0, '\xff\x4f\xff\x51'],
  ['a Canon raw picture', 8, 'CR\x02'],
  ['an icon', 0, '\0\0\x01\0'],
  ['an MP4 or QuickTime video', 4, 'ftyp'],
  ['a WebM or Matroska video', 0, '\x1a\x45\xdf\xa3'],
  ['an AVI video', 8, 'AVI '],
  ['a ZIP archive', 0, 'PK\x03\x04'],
  ['compressed with gzip', 0, '\x1f\x8b'],
];

function nameOf(head: Uint8Array): string | undefined {
  const other = others.find(([, offset, magic]) => hasMagic(head, offset, magic));
  return other?.[0] ?? textNameOf(head);
}

function textNameOf(head: Uint8Array): string | undefined {
  // A NUL or another control character: no text.
  if (head.some((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d))) return undefined;
  const text = new TextDecoder().decode(head).trimStart();
  if (/<svg[\s>]/i.test(text)) return 'an SVG drawing';
  if (/^<(!doctype html|html|head|body)\b/i.test(text)) return 'an HTML page';
  return 'a text file';
}
