import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { makeThumbnail } from '../../src/image/thumbnail.js';
import { gradient, picture, temporaryFolder } from './pictures.js';

const save = temporaryFolder();

describe('thumbnail', () => {
  test.each([
    ['wide', 1000, 500, 1, [320, 160]],
    ['turned', 1000, 500, 6, [160, 320]],
    ['small', 40, 30, 1, [40, 30]],
    ['thin', 1, 5000, 1, [1, 320]],
  ] as const)('%s', async (name, width, height, orientation, expected) => {
    const rgb = picture(gradient(width, height), width).withMetadata({ orientation });
    const path = await save(`${name}.png`, await rgb.png().toBuffer());
    const thumbnail = await sharp(await makeThumbnail(path)).metadata();
    expect(thumbnail.format).toBe('webp');
    expect([thumbnail.width, thumbnail.height]).toEqual(expected);
    expect([thumbnail.exif, thumbnail.icc, thumbnail.xmp, thumbnail.orientation]).toEqual(
      Array(4).fill(undefined),
    );
  });

  test('looks like its picture', async () => {
    const bytes = await picture(gradient(640, 640), 640).jpeg({ quality: 95 }).toBuffer();
    const thumbnail = await makeThumbnail(await save('gradient.jpg', bytes));
    const shown = await sharp(thumbnail).raw().toBuffer();
    const expected = gradient(320, 320);
    const total = shown.reduce((sum, value, i) => sum + Math.abs(value - expected[i]!), 0);
    expect(total / shown.length).toBeLessThan(3);
  });
});
