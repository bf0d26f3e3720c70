import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { graphVariant } from '../../src/model/compiler/graph-variant.js';
import { ensureGraph } from '../../src/model/graph-cache.js';
import { workspaceName } from '../../src/model/workspace.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { sessionOptions } from '../../src/model/session-options.js';
import { writeSmallModel } from './small-model.js';

let model: ModelPackage;
let cache: string;
beforeAll(async () => {
  model = await readModelPackage(await writeSmallModel());
});
afterAll(async () => {
  await rm(model.directory, { recursive: true, force: true });
});
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'ofa-cache-'));
  return () => rm(cache, { recursive: true, force: true });
});

test('compiles once, and finds it again', async () => {
  const shares: number[] = [];
  const first = await ensureGraph(model, graphVariant(model), cache, {
    onProgress: (share) => shares.push(share),
  });
  const second = await ensureGraph(model, graphVariant(model), cache);
  expect(first.compiled).toBe(true);
  expect(second).toEqual({ ...first, compiled: false });
  expect(shares.length).toBeGreaterThan(10);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(await readdir(cache)).toEqual([first.key]);
  await (await InferenceSession.create(first.path, sessionOptions({ threads: 1 }))).release();
});

test('tells variants apart', async () => {
  const variants = [
    graphVariant(model),
    graphVariant(model, { imageSize: 48 }),
    graphVariant(model, { decoding: { beamSize: 3 } }),
    graphVariant(model, { decoding: { temperature: 1.5 } }),
    graphVariant(model, { decoding: { decoding: 'SAMPLE' } }),
    graphVariant(model, { decoding: { decoding: 'SAMPLE', topK: 5 } }),
    graphVariant(model, { decoding: { decoding: 'SAMPLE', topP: 0.5 } }),
    graphVariant(model, { cache: false }),
  ];
  const graphs = await Promise.all(variants.map((variant) => ensureGraph(model, variant, cache)));
  expect(new Set(graphs.map(({ key }) => key)).size).toBe(variants.length);
});

test('is safe against others that compile the same at the same time', async () => {
  const graphs = await Promise.all([1, 2, 3].map(() => ensureGraph(model, graphVariant(model), cache)));
  expect(new Set(graphs.map(({ path }) => path)).size).toBe(1);
  expect(await readdir(cache)).toEqual([graphs[0]!.key]);
});

test.each(['model.onnx', 'model.weights', 'manifest.json'])(
  'compiles again when %s is truncated',
  async (file) => {
    const { path } = await ensureGraph(model, graphVariant(model), cache);
    await truncate(join(dirname(path), file), 100);
    const again = await ensureGraph(model, graphVariant(model), cache);
    expect(again.compiled).toBe(true);
    await (await InferenceSession.create(again.path, sessionOptions({ threads: 1 }))).release();
    expect((await ensureGraph(model, graphVariant(model), cache)).compiled).toBe(false);
  },
);

test('removes what dead compilers left, not what others are writing', async () => {
  const mine = join(cache, workspaceName('.compiling.0'));
  const ofDead = join(cache, workspaceName('.compiling.1').replace(`.${process.pid}.`, '.999999999.'));
  const elsewhere = join(cache, '.compiling.2.000000000000.1.x');
  const oldElsewhere = join(cache, '.compiling.3.000000000000.1.x');
  for (const directory of [mine, ofDead, elsewhere, oldElsewhere]) {
    await mkdir(directory);
    await writeFile(join(directory, 'model.weights'), 'half');
  }
  const longAgo = new Date(Date.now() - 48 * 60 * 60 * 1000);
  await utimes(join(oldElsewhere, 'model.weights'), longAgo, longAgo);
  await utimes(oldElsewhere, longAgo, longAgo);
  await ensureGraph(model, graphVariant(model), cache);
  expect([mine, ofDead, elsewhere, oldElsewhere].map((path) => existsSync(path))).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('stops when it is told to, and leaves nothing behind', async () => {
  const controller = new AbortController();
  const compiling = ensureGraph(model, graphVariant(model), cache, {
    signal: controller.signal,
    onProgress: () => {
      controller.abort(new Error('enough'));
    },
  });
  await expect(compiling).rejects.toThrow('enough');
  expect(await readdir(cache)).toEqual([]);
});
