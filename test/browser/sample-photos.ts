import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const photos = fileURLToPath(new URL('../photos/', import.meta.url));
const names = [
  'astronaut.png',
  'camera.png',
  'chelsea.png',
  'coffee.png',
  'cow.webp',
  'dog.webp',
  'horse.webp',
];

/** Writes so many different photos into a folder; those of another seed have other names. */
export async function writePhotos(
  directory: string,
  count: number,
  seed: number,
): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  const one = async (index: number): Promise<string> => {
    const path = join(directory, `photo-${seed}-${String(index + 1).padStart(4, '0')}.jpg`);
    const picture = sharp(join(photos, names[index % names.length] ?? ''))
      .resize(160 + ((index + seed) % 97), 160 + ((index * 7 + seed) % 89), { fit: 'cover' })
      .modulate({ hue: (index * 13 + seed) % 360 });
    await writeFile(path, await picture.jpeg().toBuffer());
    return path;
  };
  const paths: string[] = [];
  for (let index = 0; index < count; index++) paths.push(await one(index));
  return paths;
}
