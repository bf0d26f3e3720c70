import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { syntheticImage } from '../model/synthetic/synthetic-image.js';

const width = 640;
const height = 480;

/** JPEG files of 640x480 pixels, as large as a photograph of that size. */
export async function benchPictures(count: number): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const raw = { width, height, channels: 3 as const };
    pictures.push(
      await sharp(syntheticImage(seed, width, height), { raw })
        .jpeg({ quality: 85 })
        .toBuffer(),
    );
  }
  return pictures;
}

/** JPEG files of 160x120 pixels, each another picture to a hash. */
export async function manySmallPictures(count: number): Promise<Buffer[]> {
  const raw = { width: 160, height: 120, channels: 3 as const };
  const some: Buffer[] = [];
  for (let seed = 1; seed <= 20; seed++) {
    some.push(
      await sharp(syntheticImage(seed, raw.width, raw.height), { raw })
        .jpeg()
        .toBuffer(),
    );
  }
  return Array.from({ length: count }, (_, index) => asAnother(some[index % some.length]!));
}

/** The same picture to a decoder and another one to a hash: bytes behind the end of a JPEG are ignored. */
export function asAnother(picture: Buffer): Buffer {
  return Buffer.concat([picture, randomBytes(8)]);
}

export async function writePictures(directory: string, pictures: readonly Buffer[]): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  return Promise.all(
    pictures.map(async (picture, index) => {
      const path = join(directory, `${index}.jpg`);
      await writeFile(path, picture);
      return path;
    }),
  );
}
