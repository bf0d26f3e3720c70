import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { compileGraph, graphFiles } from '../../src/model/compiler/compile.js';
import { graphVariant, type VariantOverrides } from '../../src/model/compiler/graph-variant.js';
import { ensureGraph } from '../../src/model/graph-cache.js';
import type { ModelPackage } from '../../src/model/package.js';
import { sessionOptions } from '../../src/model/session-options.js';

const threads = 2;

/** One finished hypothesis of a picture. */
export interface Hypothesis {
  /** Without bos, with eos. */
  readonly tokens: number[];
  readonly score: number;
}

/** The graph as it is served. */
export async function openGraph(
  model: ModelPackage,
  cacheDirectory: string,
  overrides: VariantOverrides = {},
): Promise<InferenceSession> {
  const { path } = await ensureGraph(model, graphVariant(model, overrides), cacheDirectory);
  return InferenceSession.create(path, sessionOptions({ threads }));
}

/** The same graph with extra outputs and the input `prefix`, for prefixes of that length at least. */
export async function openProbedGraph(
  model: ModelPackage,
  directory: string,
  names: readonly string[],
  prefixLength: number,
): Promise<InferenceSession> {
  await mkdir(directory, { recursive: true });
  const maxTokens = Math.max(model.decoding.maxTokens, prefixLength - 1);
  const variant = graphVariant(model, { decoding: { maxTokens } });
  await compileGraph(model, variant, directory, { probes: { names, forcePrefix: true } });
  return InferenceSession.create(join(directory, graphFiles.model), sessionOptions({ threads }));
}

/** Pictures `[S, S, 3]` as one input `[B, S, S, 3]`. */
export function pixelTensor(images: readonly Uint8Array[], size: number): Tensor {
  return new Tensor('uint8', Buffer.concat(images), [images.length, size, size, 3]);
}

/** Token ids `[B, L]`, shorter rows filled with pad. */
export function prefixTensor(rows: readonly (readonly number[])[]): Tensor {
  const length = Math.max(...rows.map((row) => row.length));
  const padded = rows.flatMap((row) => [...row, ...Array<number>(length - row.length).fill(1)]);
  return new Tensor('int64', BigInt64Array.from(padded, BigInt), [rows.length, length]);
}

/** Runs the search and returns every picture's hypotheses, best first. */
export async function search(
  session: InferenceSession,
  images: readonly Uint8Array[],
  size: number,
): Promise<Hypothesis[][]> {
  const outputs = await session.run({ pixels: pixelTensor(images, size) });
  const tokens = integers(outputs, 'tokens');
  const lengths = integers(outputs, 'lengths');
  const scores = floats(outputs, 'scores');
  const [, beams = 0, steps = 0] = outputs['tokens']?.dims ?? [];
  return images.map((_, image) =>
    Array.from({ length: beams }, (_, beam) => image * beams + beam)
      .filter((slot) => lengths[slot]! > 0)
      .map((slot) => ({
        tokens: Array.from(tokens.subarray(slot * steps, slot * steps + lengths[slot]!)),
        score: scores[slot]!,
      })),
  );
}

export function floats(outputs: InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`the graph has no float output '${name}'`);
  return data;
}

function integers(outputs: InferenceSession.OnnxValueMapType, name: string): Int32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Int32Array)) throw new Error(`the graph has no int32 output '${name}'`);
  return data;
}
