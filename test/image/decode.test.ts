import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePicture } from '../../src/image/decode.js';
import { gradient, picture, samples, temporaryFolder, tiff } from './pictures.js';

const save = temporaryFolder();
const width = 40;
const height = 30;
const noise = samples(width * height * 3);
const smooth = gradient(width, height);

async function decode(name: string, pipeline: Sharp, options = {}) {
  return decodePicture(await save(name, await pipeline.toBuffer()), options);
}

/** The largest difference of two pictures in levels. */
function difference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

describe('formats', () => {
  test.each([
    ['a.png', (rgb: Sharp) => rgb.png()],
    ['interlaced.png', (rgb: Sharp) => rgb.png({ progressive: true })],
    ['lossless.webp', (rgb: Sharp) => rgb.webp({ lossless: true })],
    ['plain.tif', (rgb: Sharp) => rgb.tiff({ compression: 'none' })],
    ['lzw.tif', (rgb: Sharp) => rgb.tiff({ compression: 'lzw' })],
    ['deflate.tif', (rgb: Sharp) => rgb.tiff({ compression: 'deflate', tile: true })],
    ['big.tif', (rgb: Sharp) => rgb.tiff({ compression: 'lzw', bigtiff: true })],
  ])('%s, sample for sample', async (name, encode) => {
    const decoded = await decode(name, encode(picture(noise, width)));
    expect([decoded.width, decoded.height]).toEqual([width, height]);
    expect(Buffer.compare(decoded.data, noise)).toBe(0);
  });

  test.each([
    ['a.jpg', (rgb: Sharp) => rgb.jpeg({ quality: 95 })],
    ['progressive.jpg', (rgb: Sharp) => rgb.jpeg({ quality: 95, progressive: true })],
    ['lossy.webp', (rgb: Sharp) => rgb.webp({ quality: 95 })],
    ['jpeg.tif', (rgb: Sharp) => rgb.tiff({ compression: 'jpeg', quality: 95 })],
    ['a.avif', (rgb: Sharp) => rgb.avif({ quality: 90, effort: 2 })],
  ])('%s, closely', async (name, encode) => {
    const decoded = await decode(name, encode(picture(smooth, width)));
    expect([decoded.width, decoded.height]).toEqual([width, height]);
    expect(difference(decoded.data, smooth)).toBeLessThanOrEqual(8);
  });

  test('a GIF', async () => {
    const tiles = Uint8Array.from({ length: noise.length }, (_, i) => ((i / 3) & 8 ? 255 : 0));
    const decoded = await decode('tiles.gif', picture(tiles, width).gif());
    expect(Buffer.compare(decoded.data, tiles)).toBe(0);
  });

  test('whatever the name says', async () => {
    const decoded = await decode('really-a-png.jpg', picture(noise, width).png());
    expect(Buffer.compare(decoded.data, noise)).toBe(0);
  });

  test.each(['gif', 'webp'] as const)('the first frame of an animated %s', async (format) => {
    const frame = (level: number) => new Uint8Array(noise.length).fill(level);
    const frames = Buffer.concat([frame(255), frame(0), frame(128)]);
    const animation = sharp(frames, { raw: { width, height: height * 3, channels: 3, pageHeight: height } });
    const decoded = await decode(`animated.${format}`, animation[format]({ loop: 0 }));
    expect([decoded.width, decoded.height]).toEqual([width, height]);
    expect(difference(decoded.data, frame(255))).toBeLessThanOrEqual(2);
  });
});

describe('EXIF orientation', () => {
  /** Where the pixel shown at (x, y) is stored; EXIF 2.3, tag 0x0112. */
  const stored: Record<number, (x: number, y: number) => [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [width - 1 - x, y],
    3: (x, y) => [width - 1 - x, height - 1 - y],
    4: (x, y) => [x, height - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y) => [y, height - 1 - x],
    7: (x, y) => [width - 1 - y, height - 1 - x],
    8: (x, y) => [width - 1 - y, x],
  };

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i', async (orientation) => {
    const shown = await decode(
      `${orientation}.png`,
      picture(noise, width).withMetadata({ orientation }).png(),
    );
    expect([shown.width, shown.height]).toEqual(orientation < 5 ? [width, height] : [height, width]);
    for (let y = 0; y < shown.height; y++) {
      for (let x = 0; x < shown.width; x++) {
        const [column, row] = stored[orientation]!(x, y);
        const from = (row * width + column) * 3;
        const at = (y * shown.width + x) * 3;
        expect(Buffer.compare(shown.data.subarray(at, at + 3), noise.subarray(from, from + 3))).toBe(0);
      }
    }
  });

  test('holds for JPEG and TIFF, and when the picture is shrunk', async () => {
    const turned = picture(smooth, width).withMetadata({ orientation: 6 });
    const jpeg = await decode('turned.jpg', turned.clone().jpeg({ quality: 95 }));
    const tagged = await decode('turned.tif', turned.clone().tiff({ compression: 'lzw' }));
    const shrunk = await decode('shrunk.tif', turned.clone().tiff(), { maxImageSize: 20 });
    expect([jpeg.width, jpeg.height]).toEqual([height, width]);
    expect([shrunk.width, shrunk.height]).toEqual([15, 20]);
    expect(difference(jpeg.data, tagged.data)).toBeLessThanOrEqual(8);
  });
});

describe('colours', () => {
  test('alpha is dropped, not blended, also when the picture is shrunk', async () => {
    const rgba = new Uint8Array(width * height * 4);
    for (let i = 0; i < rgba.length; i += 4) rgba.set([200, 100, 50, (i / 4) % 3 === 0 ? 0 : 255], i);
    const flat = [200, 100, 50];
    const encoded = picture(rgba, width, 4).png();
    const whole = await decode('alpha.png', encoded.clone());
    expect([...new Set(whole.data)]).toEqual(flat);
    const shrunk = await decode('alpha-shrunk.png', encoded.clone(), { maxImageSize: 10 });
    expect([shrunk.width, shrunk.height]).toEqual([10, 8]);
    expect([...new Set(shrunk.data)]).toEqual(flat);
  });

  test("a GIF's transparent pixels show their colour of the palette", async () => {
    // Two pixels, blue and red, of which a control block makes the red one (index 1) transparent.
    const bytes = Buffer.from(
      '474946383961' +
        '02000100800000' +
        '0000ff' +
        'ff0000' +
        '21f9040100000100' +
        '2c000000000200010000' +
        '0202440a00' +
        '3b',
      'hex',
    );
    expect([...(await decodePicture(await save('transparent.gif', bytes))).data]).toEqual([
      0, 0, 255, 255, 0, 0,
    ]);
  });

  test.each([1, 2] as const)('grey of %i channels becomes RGB', async (channels) => {
    const grey = samples(width * height * channels);
    const decoded = await decode('grey.png', picture(grey, width, channels).toColourspace('b-w').png());
    for (let i = 0; i < width * height; i++) {
      const level = grey[i * channels]!;
      expect([...decoded.data.subarray(i * 3, i * 3 + 3)]).toEqual([level, level, level]);
    }
  });

  test('one bit a pixel becomes black and white', async () => {
    const bits = Uint8Array.from({ length: width * height }, (_, i) => (i % 3 === 0 ? 255 : 0));
    const grey = picture(bits, width, 1).toColourspace('b-w');
    const decoded = await decode('bits.tif', grey.tiff({ bitdepth: 1, compression: 'none' }));
    expect(decoded.data.every((value, i) => value === bits[Math.floor(i / 3)])).toBe(true);
  });

  test('a palette becomes its colours', async () => {
    const colours = [
      [255, 0, 0],
      [0, 128, 255],
      [17, 34, 51],
    ];
    const flat = Uint8Array.from({ length: noise.length }, (_, i) => colours[Math.floor(i / 3) % 3]![i % 3]!);
    const decoded = await decode('palette.png', picture(flat, width).png({ palette: true, dither: 0 }));
    expect(difference(decoded.data, flat)).toBeLessThanOrEqual(1);
  });

  test('of 16 bits the high byte is taken, without rounding', async () => {
    const every = new Uint16Array(65_536 * 3).map((_, i) => (i % 3 === 1 ? 65_535 - i / 3 : i / 3));
    const options = { width: 256, height: 256, channels: 3, bits: 16, photometric: 2 } as const;
    const path = await save('16.tif', tiff(new Uint8Array(every.buffer), options));
    const expected = Uint8Array.from(every, (value) => value >> 8);
    expect(Buffer.compare((await decodePicture(path)).data, expected)).toBe(0);
  });

  test.each([8, 16] as const)('CMYK of %i bits by the plain formula', async (bits) => {
    const inks = samples(width * height * 4);
    const stored = bits === 8 ? inks : Uint8Array.from({ length: inks.length * 2 }, (_, i) => inks[i >> 1]!);
    const path = await save('cmyk.tif', tiff(stored, { width, height, channels: 4, bits, photometric: 5 }));
    const { data } = await decodePicture(path);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const black = inks[pixel * 4 + 3]!;
      for (let ink = 0; ink < 3; ink++) {
        const white = 255 - black;
        const expected = white - Math.round((inks[pixel * 4 + ink]! * white) / 255);
        expect(data[pixel * 3 + ink]).toBe(expected);
      }
    }
  });

  test('CMYK is shrunk as RGB', async () => {
    const inks = picture(smooth, width).toColourspace('cmyk').jpeg({ quality: 95 });
    const whole = await decode('cmyk.jpg', inks.clone());
    const shrunk = await decode('cmyk.jpg', inks.clone(), { maxImageSize: 8 });
    const mean = (data: Uint8Array) => data.reduce((sum, value) => sum + value, 0) / data.length;
    expect([shrunk.width, shrunk.height]).toEqual([8, 6]);
    expect(Math.abs(mean(shrunk.data) - mean(whole.data))).toBeLessThan(1);
  });

  test('colour profiles are ignored', async () => {
    const decoded = await decode(
      'p3.png',
      picture(noise, width).withIccProfile('p3', { attach: true }).png(),
    );
    const { data } = await sharp(
      await picture(noise, width).withIccProfile('p3', { attach: true }).png().toBuffer(),
      { ignoreIcc: true },
    )
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(Buffer.compare(decoded.data, data)).toBe(0);
    expect(difference(decoded.data, noise)).toBeGreaterThan(3);
  });
});

describe('size', () => {
  test.each([
    [1, 5000],
    [5000, 1],
    [1, 1],
  ])('%i x %i is kept', async (wide, high) => {
    const pixels = samples(wide * high * 3);
    const decoded = await decode(`${wide}x${high}.png`, picture(pixels, wide).png());
    expect([decoded.width, decoded.height]).toEqual([wide, high]);
    expect(Buffer.compare(decoded.data, pixels)).toBe(0);
  });

  test.each([
    [undefined, [100, 40]],
    [null, [100, 40]],
    [100, [100, 40]],
    [384, [100, 40]],
    [50, [50, 20]],
    [2, [2, 1]],
  ])('with maxImageSize %s', async (maxImageSize, expected) => {
    const decoded = await decode('wide.jpg', picture(gradient(100, 40), 100).jpeg(), { maxImageSize });
    expect([decoded.width, decoded.height]).toEqual(expected);
    expect(decoded.data.length).toBe(expected[0]! * expected[1]! * 3);
  });
});
