import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { graphVariant } from '../../src/model/compiler/graph-variant.js';
import { ensureGraph, type CachedGraph } from '../../src/model/graph-cache.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { writeSmallModel } from './small-model.js';

let model: ModelPackage;
let cache: string;
let other: ChildProcess | null = null;

beforeAll(async () => {
  model = await readModelPackage(await writeSmallModel());
});
afterAll(async () => {
  await rm(model.directory, { recursive: true, force: true });
});
beforeEach(async () => {
  cache = await temporaryDirectory();
});
afterEach(async () => {
  other?.kill();
  other = null;
  await rm(cache, { recursive: true, force: true });
});

function compile(beamSize: number, mostCacheBytes?: number): Promise<CachedGraph> {
  return ensureGraph(model, graphVariant(model, { decoding: { beamSize } }), cache, { mostCacheBytes });
}

/** As if it was a process of another number that had opened the graph, so many hours ago. */
async function openedBy(pid: number, { path }: CachedGraph, hoursAgo: number): Promise<void> {
  const directory = dirname(path);
  const mine = (await readdir(directory)).find((name) => name.endsWith(`.${process.pid}`))!;
  await rename(join(directory, mine), join(directory, mine.replace(/\d+$/, String(pid))));
  const then = new Date(Date.now() - hoursAgo * 3_600_000);
  await utimes(directory, then, then);
}

/** A number that no process of this machine has. */
const ended = 999_999_999;

test('the graphs that were not used for the longest time make room', async () => {
  const graphs = [await compile(1), await compile(2), await compile(3)];
  const [first, second, third] = graphs as [CachedGraph, CachedGraph, CachedGraph];
  await openedBy(ended, first, 2);
  await openedBy(ended, second, 3);
  await openedBy(ended, third, 1);
  const { bytes } = first;
  const fourth = await compile(4, Math.floor(3.5 * bytes));
  expect((await readdir(cache)).sort()).toEqual([first.key, third.key, fourth.key].sort());
  expect((await compile(2)).compiled).toBe(true);
});

test('one that is used again counts as new', async () => {
  const [first, second] = [await compile(1), await compile(2)];
  await openedBy(ended, first, 5);
  await openedBy(ended, second, 4);
  expect((await compile(1)).compiled).toBe(false);
  await openedBy(ended, first, 0);
  const third = await compile(3, Math.floor(2.5 * first.bytes));
  expect((await readdir(cache)).sort()).toEqual([first.key, third.key].sort());
});

test('one that a running process has opened stays, however full the cache is', async () => {
  other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(other, 'spawn');
  const [first, second] = [await compile(1), await compile(2)];
  await openedBy(other.pid!, first, 5);
  await openedBy(ended, second, 4);
  const third = await compile(3, 1);
  expect((await readdir(cache)).sort()).toEqual([first.key, third.key].sort());
});

test('nothing goes while there is room', async () => {
  const [first, second] = [await compile(1), await compile(2)];
  await openedBy(ended, first, 24 * 365);
  const third = await compile(3);
  expect((await readdir(cache)).sort()).toEqual([first.key, second.key, third.key].sort());
});
