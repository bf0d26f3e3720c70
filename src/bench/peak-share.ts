import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { graphVariant } from '../model/compiler/graph-variant.js';
import { ensureGraph } from '../model/graph-cache.js';
import { readModelPackage } from '../model/package.js';
import { sessionOptions } from '../model/session-options.js';
import { writeMatMulGraph } from '../model/synthetic/matmul-graph.js';
import { ofaTinyMultiplyAdds } from '../model/synthetic/published-model.js';
import { syntheticImage } from '../model/synthetic/synthetic-image.js';

const matrixSize = 2048;

export interface PeakShare {
  readonly batchSize: number;
  /** Of one run, best of all rounds. */
  readonly seconds: number;
  /** Of what the runtime reaches in a large matrix product, 0 to 1. */
  readonly share: number;
}

export interface PeakShares {
  readonly peakGigaflops: number;
  readonly batches: readonly PeakShare[];
}

/**
 * How much of the runtime's own peak a caption reaches: floating point operations of a caption a second, divided by those
 * of a float32 product of two 2048x2048 matrices with the same threads. Both are measured alternately, best of `rounds`.
 */
export async function peakShares(
  modelDirectory: string,
  directory: string,
  threads: number,
  batchSizes: readonly number[],
  rounds = 5,
): Promise<PeakShares> {
  const model = await readModelPackage(modelDirectory);
  const graph = await ensureGraph(model, graphVariant(model), directory);
  const session = await InferenceSession.create(graph.path, sessionOptions({ threads }));
  const matMulPath = join(directory, 'matmul.onnx');
  await writeMatMulGraph(matMulPath, matrixSize);
  const matMul = await InferenceSession.create(matMulPath, sessionOptions({ threads }));
  const matrix = new Tensor(
    'float32',
    Float32Array.from({ length: matrixSize ** 2 }, (_, i) => Math.sin(i)),
    [matrixSize, matrixSize],
  );
  let matMulSeconds = Infinity;
  const best = new Map(batchSizes.map((batchSize) => [batchSize, Infinity]));
  for (let round = 0; round < rounds; round++) {
    matMulSeconds = Math.min(matMulSeconds, await seconds(() => matMul.run({ a: matrix, b: matrix })));
    for (const batchSize of batchSizes) {
      const pixels = batch(batchSize, model.imageSize);
      const took = await seconds(() => session.run({ pixels }));
      best.set(batchSize, Math.min(best.get(batchSize)!, took));
    }
  }
  await session.release();
  await matMul.release();
  const peakGigaflops = (2 * matrixSize ** 3) / matMulSeconds / 1e9;
  const batches = Array.from(best, ([batchSize, took]) => ({
    batchSize,
    seconds: took,
    share: (2 * ofaTinyMultiplyAdds * batchSize) / took / (1e9 * peakGigaflops),
  }));
  return { peakGigaflops, batches };
}

function batch(batchSize: number, imageSize: number): Tensor {
  const bytes = imageSize * imageSize * 3;
  const pixels = new Uint8Array(batchSize * bytes);
  for (let index = 0; index < batchSize; index++) {
    pixels.set(syntheticImage(index + 1, imageSize, imageSize), index * bytes);
  }
  return new Tensor('uint8', pixels, [batchSize, imageSize, imageSize, 3]);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
