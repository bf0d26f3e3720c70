import { InferenceSession, Tensor } from 'onnxruntime-node';
import { CodedError } from '../../errors/coded-error.js';
import { noKernels } from '../../messages/about-precision.js';
import { ensureGraph } from '../../model/graph-cache.js';
import type { Decoding } from '../../model/decoding.js';
import { readModelPackage } from '../../model/package.js';
import type { Precision } from '../../model/precision.js';
import { randomDraws } from '../../model/random-draws.js';
import { sessionOptions } from '../../model/session-options.js';
import { unsupportedOperators } from '../../model/unsupported-operators.js';
import type { GraphRequest, GraphRun, Hypothesis } from '../protocol.js';
import type { OnProgress } from '../remote-calls.js';
import { requestedVariant } from '../requested-variant.js';
import type { OpenedGraph } from './threads.js';

/** One compiled graph, open on one device. */
export class GraphSession {
  private constructor(
    private readonly session: InferenceSession,
    private readonly decoding: Decoding,
    readonly opened: OpenedGraph,
  ) {}

  /**
   * @param onProgress of the compiler, where the cache has no such graph
   * @throws BadModelError, or DEVICE_UNAVAILABLE when ONNX Runtime does not take the graph
   */
  static async open(request: GraphRequest, onProgress?: OnProgress): Promise<GraphSession> {
    const started = performance.now();
    const { decoding, precision, provider, device } = request;
    const model = await readModelPackage(request.modelDirectory);
    const variant = requestedVariant(model, request);
    const graph = await ensureGraph(model, variant, request.cacheDirectory, {
      onProgress: onProgress && wholePercents(onProgress),
    });
    const options = sessionOptions(request);
    const created = await InferenceSession.create(graph.path, options).catch((error: unknown) => {
      throw openError(error, precision);
    });
    const session = new GraphSession(created, decoding, {
      imageSize: model.imageSize,
      device,
      provider: provider === 'cuda' ? 'CUDAExecutionProvider' : 'CPUExecutionProvider',
      precision,
      compiled: graph.compiled,
      loadMs: 0,
    });
    for (const batchSize of request.warmUp) await session.rehearse(batchSize);
    return new GraphSession(created, decoding, {
      ...session.opened,
      loadMs: performance.now() - started,
    });
  }

  /**
   * @param pictures `[S, S, 3]` uint8 each
   * @param seeds one for each picture where the graph draws random numbers, else null
   * @param paddedTo size to which the batch is filled up with its last picture, whose tokens cost no further steps
   * @throws OUT_OF_MEMORY or ENGINE_FAILED
   */
  async run(
    pictures: readonly ArrayBuffer[],
    seeds: readonly number[] | null,
    paddedTo: number,
  ): Promise<GraphRun> {
    const { imageSize } = this.opened;
    const started = performance.now();
    const size = Math.max(paddedTo, pictures.length);
    const shape = [size, imageSize, imageSize, 3];
    const feeds: Record<string, Tensor> = { pixels: new Tensor('uint8', joined(pictures, size), shape) };
    if (this.decoding.method === 'SAMPLE')
      feeds['draws'] = drawsOf(seeds ?? [0], size, this.decoding.maxTokens + 1);
    try {
      const outputs = await this.session.run(feeds, ['tokens', 'lengths', 'scores']);
      const hypotheses = readHypotheses(outputs, pictures.length);
      return { hypotheses, durationMs: performance.now() - started };
    } catch (error) {
      throw runError(error);
    }
  }

  /** A run over pictures of noise, for its memory and for what a device tunes at the first sight of a shape. */
  async rehearse(batchSize: number): Promise<void> {
    const picture = new Uint8Array(3 * this.opened.imageSize ** 2);
    let state = 1;
    for (let index = 0; index < picture.length; index++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      picture[index] = state >>> 24;
    }
    await this.run(Array<ArrayBuffer>(batchSize).fill(picture.buffer), null, batchSize);
  }
}

/** The compiler tells of every tensor; over a process border one message for each percent is enough. */
function wholePercents(onProgress: OnProgress): OnProgress {
  let told = -1;
  return (fraction) => {
    const percent = Math.floor(100 * fraction);
    if (percent === told) return;
    told = percent;
    onProgress(percent / 100);
  };
}

/** One batch tensor, filled up with its last picture; a single picture is passed on as it is. */
function joined(pictures: readonly ArrayBuffer[], size: number): Uint8Array {
  const [first] = pictures;
  if (first === undefined) return new Uint8Array(0);
  if (size === 1) return new Uint8Array(first);
  const batch = new Uint8Array(size * first.byteLength);
  for (let place = 0; place < size; place++) {
    const picture = pictures[Math.min(place, pictures.length - 1)]!;
    batch.set(new Uint8Array(picture), place * first.byteLength);
  }
  return batch;
}

/** `[size, steps]` float32: each row belongs to one seed, wherever in the batch it stands. */
function drawsOf(seeds: readonly number[], size: number, steps: number): Tensor {
  const draws = new Float32Array(size * steps);
  for (let place = 0; place < size; place++) {
    draws.set(randomDraws(seeds[Math.min(place, seeds.length - 1)]!, steps), place * steps);
  }
  return new Tensor('float32', draws, [size, steps]);
}

/** `tokens` int32 [B, K, T], `lengths` int32 [B, K] (0: the slot never finished), `scores` float32 [B, K]. */
function readHypotheses(outputs: InferenceSession.OnnxValueMapType, batch: number): Hypothesis[][] {
  const tokens = outputs['tokens']!;
  const [, beams = 0, width = 0] = tokens.dims;
  const ids = tokens.data as Int32Array;
  const lengths = outputs['lengths']!.data as Int32Array;
  const scores = outputs['scores']!.data as Float32Array;
  return Array.from({ length: batch }, (_, picture) => {
    const slots = Array.from({ length: beams }, (__, beam) => picture * beams + beam);
    return slots
      .filter((slot) => lengths[slot]! > 0)
      .map((slot) => ({
        tokens: Array.from(ids.subarray(slot * width, slot * width + lengths[slot]!)),
        score: scores[slot]!,
      }));
  });
}

function openError(error: unknown, precision: Precision): CodedError {
  const message = messageOf(error);
  const operators = unsupportedOperators(message);
  return new CodedError(
    'DEVICE_UNAVAILABLE',
    operators.length > 0
      ? noKernels(precision, operators)
      : `ONNX Runtime could not open the graph: ${message}`,
  );
}

function runError(error: unknown): CodedError {
  const message = messageOf(error);
  if (/failed to allocate|bad_alloc|out of memory/i.test(message)) {
    return new CodedError('OUT_OF_MEMORY', `The batch did not fit into memory: ${message}`);
  }
  return new CodedError('ENGINE_FAILED', `ONNX Runtime failed: ${message}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
