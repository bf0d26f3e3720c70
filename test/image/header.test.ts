import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ImageError } from '../../src/errors/image-error.js';
import { readHeader } from '../../src/image/header.js';
import { gradient, picture, pngChunk, pngHeader, samples, temporaryFolder, tiff } from './pictures.js';

const save = temporaryFolder();
const small = picture(gradient(40, 30), 40);

describe('what a header says', () => {
  test('a JPEG that lies on its side', async () => {
    const bytes = await small.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await readHeader(await save('side.jpg', bytes))).toEqual({
      format: 'jpeg',
      width: 30,
      height: 40,
      orientation: 6,
      pages: 1,
      channels: 3,
      hasAlpha: false,
      depth: 'uchar',
      colourSpace: 'srgb',
    });
  });

  test('an animation', async () => {
    const twoFrames = picture(samples(20 * 40 * 3), 20);
    const bytes = await twoFrames.clone().gif().toBuffer();
    expect(await readHeader(await save('one.gif', bytes))).toMatchObject({ format: 'gif', pages: 1 });
  });

  test.each([
    ['rgba.png', () => picture(samples(4800), 40, 4).png(), { format: 'png', channels: 4, hasAlpha: true }],
    ['a.webp', () => small.clone().webp(), { format: 'webp', width: 40, height: 30 }],
    ['a.tif', () => small.clone().tiff(), { format: 'tiff', width: 40, height: 30 }],
    ['a.avif', () => small.clone().avif({ effort: 0 }), { format: 'avif', width: 40, height: 30 }],
    ['a.gif', () => small.clone().gif(), { format: 'gif', width: 40, height: 30 }],
    ['16.png', () => small.clone().toColourspace('rgb16').png(), { depth: 'ushort', colourSpace: 'rgb16' }],
    ['cmyk.jpg', () => small.clone().toColourspace('cmyk').jpeg(), { channels: 4, colourSpace: 'cmyk' }],
  ] as const)('%s', async (name, make, expected) => {
    expect(await readHeader(await save(name, await make().toBuffer()))).toMatchObject(expected);
  });

  test.each(['png.jpg', 'png.svg', 'png.txt', 'png', 'png.png[1]', 'png[1].png', 'Bild ü 图.png'])(
    'a PNG named %s',
    async (name) => {
      const path = await save(name, await small.clone().png().toBuffer());
      expect(await readHeader(path)).toMatchObject({ format: 'png', width: 40 });
    },
  );
});

describe('too large', () => {
  const refusal = { code: 'IMAGE_TOO_LARGE' };

  test('a PNG header of 60000 x 60000 with nothing after it', async () => {
    const path = await save('bare.png', pngHeader(60_000, 60_000));
    await expect(readHeader(path)).rejects.toThrow(ImageError);
    await expect(readHeader(path)).rejects.toMatchObject(refusal);
    await expect(readHeader(path)).rejects.toThrow('60000 x 60000');
  });

  test('a PNG of 60000 x 60000 with some pixels', async () => {
    const idat = pngChunk('IDAT', deflateSync(Buffer.alloc(1000)));
    const bytes = Buffer.concat([pngHeader(60_000, 60_000), idat, pngChunk('IEND', Buffer.alloc(0))]);
    await expect(readHeader(await save('bomb.png', bytes))).rejects.toMatchObject(refusal);
  });

  test('just over 100 megapixels', async () => {
    const path = await save('over.png', pngHeader(10_000, 10_001));
    await expect(readHeader(path)).rejects.toMatchObject(refusal);
  });

  test('a JPEG', async () => {
    const bytes = await small.clone().jpeg().toBuffer();
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    bytes.writeUInt16BE(60_000, frame + 5);
    bytes.writeUInt16BE(60_000, frame + 7);
    await expect(readHeader(await save('large.jpg', bytes))).rejects.toMatchObject(refusal);
    const cut = bytes.subarray(0, frame + 10);
    await expect(readHeader(await save('large-cut.jpg', cut))).rejects.toMatchObject(refusal);
  });

  test('a GIF', async () => {
    const bytes = await small.clone().gif().toBuffer();
    bytes.writeUInt16LE(60_000, 6);
    bytes.writeUInt16LE(60_000, 8);
    await expect(readHeader(await save('large.gif', bytes))).rejects.toMatchObject(refusal);
  });

  test('a WebP, lossy and lossless', async () => {
    const lossy = await small.clone().webp().toBuffer();
    lossy.writeUInt16LE(16_383, 26);
    lossy.writeUInt16LE(16_383, 28);
    await expect(readHeader(await save('lossy.webp', lossy))).rejects.toMatchObject(refusal);
    const lossless = await small.clone().webp({ lossless: true }).toBuffer();
    lossless.writeUInt32LE(16_382 | (16_382 << 14), 21);
    await expect(readHeader(await save('lossless.webp', lossless))).rejects.toMatchObject(refusal);
  });

  test('an extended WebP', async () => {
    const bytes = await small.clone().withMetadata().webp().toBuffer();
    expect(bytes.toString('latin1', 12, 16)).toBe('VP8X');
    bytes.writeUIntLE(59_999, 24, 3);
    bytes.writeUIntLE(59_999, 27, 3);
    await expect(readHeader(await save('extended.webp', bytes))).rejects.toMatchObject(refusal);
  });

  test('a TIFF', async () => {
    const declared = { width: 60_000, height: 60_000, channels: 3, bits: 8, photometric: 2 } as const;
    const path = await save('large.tif', tiff(samples(3000), declared));
    await expect(readHeader(path)).rejects.toMatchObject(refusal);
  });

  test('an AVIF', async () => {
    const bytes = await small.clone().avif({ effort: 0 }).toBuffer();
    const extents = bytes.indexOf('ispe');
    bytes.writeUInt32BE(60_000, extents + 8);
    bytes.writeUInt32BE(60_000, extents + 12);
    await expect(readHeader(await save('large.avif', bytes))).rejects.toMatchObject(refusal);
  });

  test('a side that no camera makes', async () => {
    const path = await save('long.png', pngHeader(65_536, 2));
    await expect(readHeader(path)).rejects.toMatchObject(refusal);
    await expect(readHeader(path)).rejects.toThrow('a side may have at most 65535');
  });
});

describe('refused', () => {
  test('an empty file', async () => {
    const path = await save('empty.jpg', Buffer.alloc(0));
    await expect(readHeader(path)).rejects.toMatchObject({ code: 'BAD_IMAGE' });
  });

  test.each([
    ['drawing.png', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'an SVG drawing'],
    ['paper.jpg', '%PDF-1.4\n1 0 obj', 'a PDF document'],
    ['notes.jpg', 'not a picture\n', 'a text file'],
  ])('%s by what it is', async (name, text, kind) => {
    const path = await save(name, Buffer.from(text));
    await expect(readHeader(path)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
    await expect(readHeader(path)).rejects.toThrow(kind);
  });

  test('HEIC whose HEVC pixels the library cannot read', async () => {
    const path = join(import.meta.dirname, 'fixtures/hevc.heic');
    await expect(readHeader(path)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
    await expect(readHeader(path)).rejects.toThrow('HEIC');
  });

  test.each([
    ['garbage.jpg', '\xff\xd8\xff\xe0\0\x10JFIF\0 and then anything else'],
    ['garbage.png', '\x89PNG\r\n\x1a\n and then anything else'],
    ['garbage.webp', 'RIFF\x20\0\0\0WEBPVP8 and then anything else'],
    ['garbage.gif', 'GIF89a\x10\0\x10\0\0\0\0 and then anything else'],
    ['garbage.tif', 'II*\0\x08\0\0\0 and then anything else'],
    ['garbage.avif', '\0\0\0\x14ftypavif\0\0\0\0mif1 and then anything else'],
  ])('%s', async (name, text) => {
    const path = await save(name, Buffer.from(text, 'latin1'));
    const refused = readHeader(path);
    await expect(refused).rejects.toMatchObject({ code: 'BAD_IMAGE' });
    await expect(refused).rejects.not.toThrow(path);
  });

  test('a file that is not there is no fault of a picture', async () => {
    await expect(readHeader('/nowhere/at-all.jpg')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
