import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photo, photos } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { runProgram } from './run-program.js';

let folder: string;
let pictures: string;
beforeAll(async () => {
  folder = await temporaryDirectory();
  pictures = join(folder, 'pictures');
  await mkdir(pictures);
  for (const name of ['dog.webp', 'rocket.jpg', 'cow.webp']) {
    await copyFile(photo(name), join(pictures, name));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function calibrate(...args: readonly string[]) {
  return runProgram(['models', 'calibrate', ...args, '--data', join(folder, 'data')]);
}

test('ranges are measured, written and compared; INT8 then captions', async () => {
  await writeFile(join(pictures, 'captions.json'), JSON.stringify({ 'dog.webp': ['a brown dog'] }));
  const { status, stdout } = await calibrate('ofa-mini-en', '--images', pictures, '--judge', pictures);
  expect(status).toBe(0);
  expect(stdout).toMatch(/same captions +\d of 3 in INT8 and FP32/);
  expect(stdout).toMatch(/CIDEr-D +\d\.\d{4} in INT8, \d\.\d{4} in FP32, on 1 other/);
  const written = await readdir(join(folder, 'data/calibration'));
  expect(written).toHaveLength(1);
  const path = join(folder, 'data/calibration', written[0] ?? '');
  expect(stdout).toContain(path);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    pictures: 3,
    imageSize: 224,
    quality: { pictures: 1 },
  });
  const evaluated = await runProgram([
    'eval',
    pictures,
    '--precision',
    'INT8',
    '--data',
    join(folder, 'data'),
  ]);
  expect(evaluated.stdout).toMatch(/pictures +1\n/);
  expect(evaluated.status).toBe(0);
});

test('an unknown model is refused with the names that are known', async () => {
  const { status, stderr } = await calibrate('ofa-tiny', '--images', pictures);
  expect(status).toBe(2);
  expect(stderr).toContain('no model named "ofa-tiny"');
  expect(stderr).toContain('ofa-mini-en');
});

test('a file that is no picture is reported and left out; nothing but such files is refused', async () => {
  const mixed = join(folder, 'mixed');
  await mkdir(mixed);
  await writeFile(join(mixed, 'broken.jpg'), 'no picture');
  const none = await calibrate('ofa-mini-en', '--images', mixed);
  expect(none.status).toBe(2);
  expect(none.stderr).toContain('broken.jpg');
  await copyFile(join(photos, 'dog.webp'), join(mixed, 'dog.webp'));
  const some = await calibrate('ofa-mini-en', '--images', mixed, '--out', join(folder, 'ranges.json'));
  expect(some.status).toBe(1);
  expect(some.stderr).toContain('broken.jpg');
  expect(some.stdout).toContain('measured on 1 pictures');
  expect(JSON.parse(await readFile(join(folder, 'ranges.json'), 'utf8'))).toMatchObject({ pictures: 1 });
});

test('help names the options', async () => {
  const { status, stdout } = await runProgram(['models', 'calibrate', '--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('--images <dir>');
});
