import { InferenceSession, Tensor } from 'onnxruntime-node';
import { CodedError } from '../../errors/coded-error.js';
import { noKernels } from '../../messages/about-precision.js';
import { graphVariant } from '../../model/compiler/graph-variant.js';
import { ensureGraph } from '../../model/graph-cache.js';
import { readModelPackage } from '../../model/package.js';
import type { Precision } from '../../model/precision.js';
import { sessionOptions } from '../../model/session-options.js';
import { unsupportedOperators } from '../../model/unsupported-operators.js';
import type { GraphRequest, GraphRun, Hypothesis } from '../protocol.js';
import type { OpenedGraph } from './threads.js';

/** One compiled graph, open on one device. */
export class GraphSession {
  private constructor(
    private readonly session: InferenceSession,
    readonly opened: OpenedGraph,
  ) {}

  /** @throws BadModelError, or DEVICE_UNAVAILABLE when ONNX Runtime does not take the graph */
  static async open(request: GraphRequest): Promise<GraphSession> {
    const started = performance.now();
    const model = await readModelPackage(request.modelDirectory);
    const graph = await ensureGraph(model, graphVariant(model, request), request.cacheDirectory);
    const session = await InferenceSession.create(
      graph.path,
      sessionOptions({ threads: request.threads }),
    ).catch((error: unknown) => {
      throw openError(error, request.precision ?? 'FP32');
    });
    return new GraphSession(session, {
      imageSize: model.imageSize,
      device: 'CPU',
      provider: 'CPUExecutionProvider',
      compiled: graph.compiled,
      loadMs: performance.now() - started,
    });
  }

  /**
   * @param pictures `[S, S, 3]` uint8 each
   * @throws OUT_OF_MEMORY or ENGINE_FAILED
   */
  async run(pictures: readonly ArrayBuffer[]): Promise<GraphRun> {
    const { imageSize } = this.opened;
    const started = performance.now();
    const pixels = new Tensor('uint8', joined(pictures), [pictures.length, imageSize, imageSize, 3]);
    try {
      const outputs = await this.session.run({ pixels }, ['tokens', 'lengths', 'scores']);
      const hypotheses = readHypotheses(outputs, pictures.length);
      return { hypotheses, durationMs: performance.now() - started };
    } catch (error) {
      throw runError(error);
    }
  }
}

/** One batch tensor; a single picture is passed on as it is. */
function joined(pictures: readonly ArrayBuffer[]): Uint8Array {
  const [first] = pictures;
  if (pictures.length === 1 && first !== undefined) return new Uint8Array(first);
  const batch = new Uint8Array(pictures.reduce((sum, picture) => sum + picture.byteLength, 0));
  let offset = 0;
  for (const picture of pictures) {
    batch.set(new Uint8Array(picture), offset);
    offset += picture.byteLength;
  }
  return batch;
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
