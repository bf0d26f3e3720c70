import { expect, test } from 'vitest';
import { squashBicubic } from '../../src/image/bicubic.js';
import { decodePicture } from '../../src/image/decode.js';
import { preparePixels } from '../../src/image/prepare.js';
import { picture, samples, temporaryFolder } from './pictures.js';

const save = temporaryFolder();
const slot = 16 * 16 * 3;

test('fills one slot of a batch and leaves its neighbours alone', async () => {
  const exact = samples(slot);
  const larger = samples(50 * 40 * 3);
  const batch = new Uint8Array(3 * slot).fill(5);
  await preparePixels(
    await save('exact.png', await picture(exact, 16).png().toBuffer()),
    16,
    batch.subarray(0, slot),
  );
  await preparePixels(
    await save('larger.png', await picture(larger, 50).png().toBuffer()),
    16,
    batch.subarray(slot, 2 * slot),
  );
  const squashed = new Uint8Array(slot);
  squashBicubic({ data: larger, width: 50, height: 40 }, 16, squashed);
  expect(Buffer.compare(batch.subarray(0, slot), exact)).toBe(0);
  expect(Buffer.compare(batch.subarray(slot, 2 * slot), squashed)).toBe(0);
  expect(new Set(batch.subarray(2 * slot))).toEqual(new Set([5]));
});

test('shrinks first where a longest side is given', async () => {
  const path = await save(
    'shrunk.png',
    await picture(samples(80 * 40 * 3), 80)
      .png()
      .toBuffer(),
  );
  const expected = new Uint8Array(slot);
  squashBicubic(await decodePicture(path, { maxImageSize: 20 }), 16, expected);
  const prepared = new Uint8Array(slot);
  await preparePixels(path, 16, prepared, { maxImageSize: 20 });
  expect(Buffer.compare(prepared, expected)).toBe(0);
});

test('a bad picture leaves the slot as it was', async () => {
  const into = new Uint8Array(slot).fill(5);
  const path = await save('text.png', Buffer.from('not a picture'));
  await expect(preparePixels(path, 16, into)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
  expect(new Set(into)).toEqual(new Set([5]));
});
