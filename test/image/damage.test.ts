import { describe, expect, test } from 'vitest';
import { decodePicture } from '../../src/image/decode.js';
import { makeThumbnail } from '../../src/image/thumbnail.js';
import { gradient, picture, samples, temporaryFolder, tiff } from './pictures.js';
import sharp from 'sharp';

const save = temporaryFolder();
const width = 120;
const height = 90;
const noise = samples(width * height * 3);
const rgb = picture(noise, width);
const frames = Buffer.concat([noise, noise.map((level) => 255 - level)]);
const animation = sharp(frames, { raw: { width, height: height * 2, channels: 3, pageHeight: height } });
const options = { width, height, channels: 3, bits: 8, photometric: 2 } as const;

describe('a truncated file is refused', () => {
  describe.each([
    ['jpg', () => rgb.clone().jpeg().toBuffer()],
    ['progressive.jpg', () => rgb.clone().jpeg({ progressive: true }).toBuffer()],
    ['png', () => rgb.clone().png().toBuffer()],
    ['interlaced.png', () => rgb.clone().png({ progressive: true }).toBuffer()],
    ['webp', () => rgb.clone().webp().toBuffer()],
    ['lossless.webp', () => rgb.clone().webp({ lossless: true }).toBuffer()],
    ['animated.webp', () => animation.clone().webp().toBuffer()],
    ['gif', () => rgb.clone().gif().toBuffer()],
    ['animated.gif', () => animation.clone().gif().toBuffer()],
    ['tif', () => rgb.clone().tiff({ compression: 'deflate' }).toBuffer()],
    ['directory-first.tif', () => Promise.resolve(tiff(noise, options))],
    ['avif', () => rgb.clone().avif({ effort: 0 }).toBuffer()],
  ] as const)('%s', (name, make) => {
    test.each([0.02, 0.1, 0.5, 0.9, 0.99])('of which %f is left', async (share) => {
      const bytes = await make();
      const path = await save(name, bytes.subarray(0, Math.max(16, Math.floor(bytes.length * share))));
      await expect(decodePicture(path)).rejects.toMatchObject({ code: 'BAD_IMAGE' });
      await expect(decodePicture(path)).rejects.not.toThrow(path);
    });
  });
});

describe('damage that only warns is decoded', () => {
  test('a JPEG with bytes changed inside its data', async () => {
    const whole = gradient(width, height);
    const bytes = await picture(whole, width).jpeg({ quality: 95 }).toBuffer();
    const scan = bytes.indexOf(Buffer.from([0xff, 0xda]));
    bytes.fill(0x55, scan + Math.floor((bytes.length - scan) * 0.8), bytes.length - 40);
    const path = await save('changed.jpg', bytes);
    await expect(sharp(bytes, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow();
    const decoded = await decodePicture(path);
    expect([decoded.width, decoded.height]).toEqual([width, height]);
    expect(Math.abs(decoded.data[0]! - whole[0]!)).toBeLessThan(8);
  });

  test('a JPEG with bytes after its end', async () => {
    const bytes = Buffer.concat([await rgb.clone().jpeg().toBuffer(), samples(500)]);
    expect((await decodePicture(await save('longer.jpg', bytes))).width).toBe(width);
  });

  test('a GIF without its trailer', async () => {
    for (const gif of [rgb.clone().gif(), animation.clone().gif()]) {
      const bytes = (await gif.toBuffer()).subarray(0, -1);
      expect((await decodePicture(await save('open.gif', bytes))).width).toBe(width);
    }
  });
});

test('a thumbnail of a truncated file is refused as well', async () => {
  const bytes = await rgb.clone().jpeg().toBuffer();
  const path = await save('thumbnail.jpg', bytes.subarray(0, bytes.length / 2));
  await expect(makeThumbnail(path)).rejects.toMatchObject({ code: 'BAD_IMAGE' });
});
