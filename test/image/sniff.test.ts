import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../src/image/refusal.js';
import { sniffFormat, sniffLength } from '../../src/image/sniff.js';
import { gradient, picture } from './pictures.js';

const rgb = picture(gradient(40, 30), 40);
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('accepted formats', () => {
  test.each([
    ['jpeg', () => rgb.clone().jpeg()],
    ['png', () => rgb.clone().png()],
    ['webp', () => rgb.clone().webp()],
    ['webp', () => rgb.clone().webp({ lossless: true })],
    ['gif', () => rgb.clone().gif()],
    ['tiff', () => rgb.clone().tiff()],
    ['tiff', () => rgb.clone().tiff({ bigtiff: true })],
    ['avif', () => rgb.clone().avif({ effort: 0 })],
  ] as const)('%s', async (format, make) => {
    const bytes = await make().toBuffer();
    expect(sniffFormat(bytes.subarray(0, sniffLength))).toBe(format);
    expect(refusalOf(bytes.length, bytes.subarray(0, sniffLength))).toBeUndefined();
  });

  test('heic', async () => {
    expect(sniffFormat(await readFile(join(import.meta.dirname, 'fixtures/hevc.heic')))).toBe('heic');
  });

  test.each([
    ['tiff', 'MM\0*\0\0\0\x08'],
    ['tiff', 'MM\0+\0\x08\0\0'],
    ['avif', '\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'],
    ['heic', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic'],
    ['avif', '\0\0\0\x14ftypavis\0\0\0\0avis'],
  ] as const)('%s by %j', (format, head) => {
    expect(sniffFormat(latin1(head))).toBe(format);
  });
});

describe('all else', () => {
  test.each([
    ['an SVG drawing', '<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['an HTML page', '\n<!DOCTYPE html><html><body>Not found</body></html>'],
    ['a text file', 'JPEG'],
    ['a PDF document', '%PDF-1.7\n%\xe2\xe3\xcf\xd3'],
    ['a BMP picture', 'BM\x36\0\0\0\0\0\0\0'],
    ['an MP4 or QuickTime video', '\0\0\0\x18ftypisom\0\0\x02\0isommp41'],
    ['a WebM or Matroska video', '\x1a\x45\xdf\xa3\x9f\x42\x86\x81'],
    ['an AVI video', 'RIFF\0\0\0\0AVI LIST'],
    ['a JPEG XL picture', '\xff\x0a\xfa\x7f'],
    ['a JPEG 2000 picture', '\0\0\0\x0cjP  \r\n\x87\n'],
    ['a Photoshop document', '8BPS\0\x01\0\0'],
    ['a Canon raw picture', 'II*\0\x10\0\0\0CR\x02\0'],
    ['an icon', '\0\0\x01\0\x01\0\x10\x10'],
    ['a ZIP archive', 'PK\x03\x04\x14\0'],
    ['compressed with gzip', '\x1f\x8b\x08\0'],
  ])('%s is named and refused', (name, head) => {
    const refusal = refusalOf(head.length, latin1(head));
    expect(sniffFormat(latin1(head))).toBeUndefined();
    expect(refusal).toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
    expect(refusal?.message).toContain(`The file is ${name}`);
    expect(refusal?.message).toContain('Send one of JPEG, PNG');
  });

  test.each([
    '\xff\xd8',
    '\x89PNG',
    'RIFF\0\0\0\0WAVEfmt ',
    'GIF88a',
    '\0\0\0\x0cftyp',
    '\x7fELF\x02\x01\x01\0',
    '\0',
  ])('%j is refused', (head) => {
    expect(sniffFormat(latin1(head))).toBeUndefined();
    expect(refusalOf(head.length, latin1(head))).toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
  });

  test('nothing at all is a bad picture', () => {
    expect(refusalOf(0, new Uint8Array())).toMatchObject({ code: 'BAD_IMAGE' });
  });
});
