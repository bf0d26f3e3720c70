import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DecodingOverrides } from '../../src/model/decoding.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { randomDraws } from '../../src/model/random-draws.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { logSumExp } from '../golden/compare.js';
import { floats, openProbedGraph, pixelTensor, prefixTensor } from '../golden/run-graph.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { OpenGraph, type GraphOutputs } from './run-graph.js';
import { smallConfig, writeSmallModel } from './small-model.js';

const vocabulary = smallConfig.vocab_size;
const size = 32;
const [eos, pad] = [2, 1];
const image = syntheticImage(1, size, size);

let model: ModelPackage;
let scratch: string;
beforeAll(async () => {
  model = await readModelPackage(await writeSmallModel());
  scratch = await temporaryDirectory();
});
afterAll(async () => {
  await rm(model.directory, { recursive: true, force: true });
  await rm(scratch, { recursive: true, force: true });
});

/** One caption a row of draws; one picture for all of them, or one each. */
async function sample(
  decoding: DecodingOverrides,
  draws: readonly Float32Array[],
  images: readonly Uint8Array[] = draws.map(() => image),
  cache = true,
): Promise<GraphOutputs> {
  const graph = await OpenGraph.open(model, scratch, {
    decoding: { decoding: 'SAMPLE', ...decoding },
    cache,
  });
  try {
    return await graph.run(images, draws);
  } finally {
    await graph.close();
  }
}

function drawsOf(seeds: number, maxTokens: number): Float32Array[] {
  return Array.from({ length: seeds }, (_, seed) => randomDraws(seed, maxTokens + 1));
}

function captions({ tokens, lengths, dims }: GraphOutputs): number[][] {
  const width = dims[2]!;
  return lengths.map((length, row) => tokens.slice(row * width, row * width + length));
}

/** Log-probabilities of what may follow each prefix, by the decoder alone: `[row][step][token]`. */
async function logProbabilities(prefixes: readonly (readonly number[])[], temperature: number) {
  const longest = Math.max(...prefixes.map((prefix) => prefix.length));
  const directory = join(scratch, `probes-${longest}`);
  await mkdir(directory, { recursive: true });
  const probed = await openProbedGraph(model, directory, ['decoder.logits'], longest);
  const images = prefixes.map(() => image);
  const outputs = await probed.run({ pixels: pixelTensor(images, size), prefix: prefixTensor(prefixes) });
  await probed.release();
  const logits = floats(outputs, 'decoder.logits');
  return prefixes.map((prefix, row) =>
    prefix.map((_, step) => {
      const start = (step * prefixes.length + row) * vocabulary;
      const scaled = logits.slice(start, start + vocabulary).map((logit) => logit / temperature);
      const whole = logSumExp(scaled);
      return Array.from(scaled, (logit) => logit - whole);
    }),
  );
}

describe('the first token', () => {
  const seeds = 3000;
  const decoding = { temperature: 8, maxTokens: 1, minTokens: 1, noRepeatNgramSize: 0 };
  let first: number[];
  let allowed: { token: number; probability: number }[];

  beforeAll(async () => {
    first = captions(await sample(decoding, drawsOf(seeds, 1))).map(([token]) => token!);
    const [[scores]] = (await logProbabilities([[0]], decoding.temperature)) as [[number[]]];
    const weights = scores.map((score, token) => (token === eos || token === pad ? 0 : Math.exp(score)));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    allowed = weights
      .map((weight, token) => ({ token, probability: weight / whole }))
      .sort((a, b) => b.probability - a.probability || a.token - b.token);
  });

  test('comes as often as the model says', () => {
    const cells = allowed.filter(({ probability }) => probability * seeds >= 5);
    const rest = 1 - cells.reduce((sum, { probability }) => sum + probability, 0);
    const counts = cells.map(({ token }) => first.filter((other) => other === token).length);
    const restCount = seeds - counts.reduce((sum, count) => sum + count, 0);
    const term = (count: number, expected: number) => (count - expected) ** 2 / expected;
    const chiSquare =
      term(restCount, rest * seeds) +
      counts.reduce((sum, count, cell) => sum + term(count, cells[cell]!.probability * seeds), 0);
    expect(cells.length).toBeGreaterThan(20);
    // The mean of chi-square is its degrees of freedom, its deviation the root of twice as many.
    expect(chiSquare).toBeLessThan(cells.length + 3 * Math.sqrt(2 * cells.length));
  });

  test('is where the draw falls among the tokens, likeliest first', () => {
    expect(first).toEqual(expectedTokens(allowed));
  });

  test.each([
    ['top-k', { topK: 7 }],
    ['top-p', { topP: 0.4 }],
    ['top-k, then top-p of what is left', { topK: 20, topP: 0.7 }],
  ])('%s leaves out the rest', async (_, { topK = 0, topP = 1 }: { topK?: number; topP?: number }) => {
    const drawn = await sample({ ...decoding, topK, topP }, drawsOf(500, 1));
    const best = renormalised(topK === 0 ? allowed : allowed.slice(0, topK));
    const kept: typeof best = [];
    for (const entry of best) {
      if (kept.reduce((sum, { probability }) => sum + probability, 0) >= topP) break;
      kept.push(entry);
    }
    expect(kept.length).toBeGreaterThan(3);
    expect(captions(drawn).map(([token]) => token)).toEqual(expectedTokens(renormalised(kept)).slice(0, 500));
  });

  function renormalised(entries: typeof allowed): typeof allowed {
    const whole = entries.reduce((sum, { probability }) => sum + probability, 0);
    return entries.map(({ token, probability }) => ({ token, probability: probability / whole }));
  }

  function expectedTokens(entries: typeof allowed): number[] {
    return Array.from({ length: seeds }, (_, seed) => {
      let left = randomDraws(seed, 1)[0]!;
      return entries.find(({ probability }) => (left -= probability) < 0)!.token;
    });
  }
});

test('scores are log-probabilities among all tokens, whatever was left out', async () => {
  const decoding = { temperature: 6, maxTokens: 5, lengthPenalty: 0.7, topK: 30, topP: 0.8 };
  const { scores, ...drawn } = await sample(decoding, drawsOf(20, 5));
  const rows = captions({ scores, ...drawn });
  const all = await logProbabilities(
    rows.map((tokens) => [0, ...tokens.slice(0, -1)]),
    decoding.temperature,
  );
  rows.forEach((tokens, row) => {
    const sum = tokens.reduce((total, token, step) => total + all[row]![step]![token]!, 0);
    expect(scores[row]).toBeCloseTo(sum / tokens.length ** 0.7, 3);
  });
});

describe('draws that leave no choice', () => {
  const greedy = { maxTokens: 8, temperature: 4 };
  let best: number[];
  let score: number;
  beforeAll(async () => {
    const graph = await OpenGraph.open(model, scratch, { decoding: { ...greedy, beamSize: 1 } });
    const found = await graph.run([image]);
    [best] = captions(found) as [number[]];
    [score] = found.scores as [number];
    await graph.close();
  });

  test.each([
    ['top-k 1', { topK: 1 }],
    ['a tiny top-p', { topP: 0.000_001 }],
  ])('%s is greedy', async (_, decoding) => {
    const drawn = await sample({ ...greedy, ...decoding }, drawsOf(10, 8));
    for (const tokens of captions(drawn)) expect(tokens).toEqual(best);
    for (const other of drawn.scores) expect(other).toBeCloseTo(score, 5);
  });

  test('falling temperatures come ever closer to greedy', async () => {
    const agreement: number[] = [];
    for (const temperature of [20, 4, 1, 0.1, 0.01]) {
      const tokens = captions(await sample({ ...greedy, temperature }, drawsOf(60, 8)));
      agreement.push(tokens.filter((caption) => caption.join() === best.join()).length);
    }
    expect(agreement).toEqual(agreement.toSorted((a, b) => a - b));
    expect(agreement[0]).toBe(0);
    expect(agreement.at(-1)).toBe(60);
  });
});

test.each([true, false])('a picture and its draws decide alone (cache: %s)', async (cache) => {
  const decoding = { temperature: 5, maxTokens: 10 };
  const images = [3, 1, 4, 1, 5, 9].map((seed) => syntheticImage(seed, size, size));
  const draws = drawsOf(images.length, 10);
  const together = await sample(decoding, draws, images, cache);
  const reversed = await sample(decoding, draws.toReversed(), images.toReversed(), cache);
  expect(captions(reversed).reverse()).toEqual(captions(together));
  expect(reversed.scores.reverse()).toEqual(together.scores);
  for (const [index, picture] of images.entries()) {
    const alone = await sample(decoding, [draws[index]!], [picture], cache);
    expect(captions(alone)).toEqual([captions(together)[index]]);
    expect(alone.scores).toEqual([together.scores[index]]);
  }
  expect(new Set(captions(together).map(String)).size).toBeGreaterThan(3);
});

test('captions are the same with and without a cache', async () => {
  const decoding = { temperature: 5, maxTokens: 10 };
  const [kept, computed] = [
    await sample(decoding, drawsOf(20, 10)),
    await sample(decoding, drawsOf(20, 10), undefined, false),
  ];
  expect(captions(computed)).toEqual(captions(kept));
});

test('no caption is too short, too long or repeats itself', async () => {
  const decoding = { temperature: 30, minTokens: 6, maxTokens: 9, noRepeatNgramSize: 1 };
  const drawn = await sample(decoding, drawsOf(300, 9));
  for (const tokens of captions(drawn)) {
    expect(tokens.length).toBeGreaterThan(6);
    expect(tokens.length).toBeLessThanOrEqual(10);
    expect(tokens.indexOf(eos)).toBe(tokens.length - 1);
    expect(tokens).not.toContain(pad);
    // The begin token counts as the first of the caption.
    expect(new Set([0, ...tokens]).size).toBe(tokens.length + 1);
  }
  expect(new Set(drawn.lengths).size).toBeGreaterThan(1);
});

test('the loop ends with the last caption, and what follows an end is pad', async () => {
  const { tokens, lengths, steps, dims } = await sample({ temperature: 3, maxTokens: 12 }, drawsOf(8, 12));
  expect(dims).toEqual([8, 1, 13]);
  expect(steps).toBe(Math.max(...lengths));
  lengths.forEach((length, row) => {
    expect(tokens.slice(row * 13 + length, row * 13 + 13).every((token) => token === pad)).toBe(true);
  });
});
