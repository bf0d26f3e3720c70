import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quantisationOf } from '../calibration/calibration.js';
import { elementCount } from '../checkpoint/checkpoint.js';
import type { ModelPackage } from '../package.js';
import { requiredTensors, type TensorShapes } from '../tensor-shapes.js';
import { beamSearch } from './beam-search.js';
import { prepareDecoder } from './decoder.js';
import { encode } from './encoder.js';
import { forcePrefix } from './forced-prefix.js';
import { GraphBuilder, runtimeDomain } from './graph-builder.js';
import type { GraphVariant } from './graph-variant.js';
import type { Hypotheses } from './hypotheses.js';
import { ModelWeights } from './model-weights.js';
import { numericsOf } from './numerics.js';
import { dataType, type Graph, type ValueInfo } from './onnx/model.js';
import { encodeModel } from './onnx/encode-model.js';
import { sampleCaptions } from './sampling.js';
import { WeightFile } from './weight-file.js';

/** Changes with everything that changes what is compiled, so that cached graphs of older versions are not used. */
export const compilerVersion = 2;

const operatorSets = { '': 17, [runtimeDomain]: 1 };

/** Files that `compileGraph` writes into its directory. */
export const graphFiles = { model: 'model.onnx', weights: 'model.weights' } as const;

export interface CompileOptions {
  /** Called with the share of the weights that is done, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Stops the compiler; what it wrote so far is left behind. */
  readonly signal?: AbortSignal | undefined;
  /** Extra outputs for tests. */
  readonly probes?: Probes | undefined;
}

/** Values of the graph that shall become outputs of it. */
export interface Probes {
  /** Names of marks, such as `encoder.last_hidden_state`. */
  readonly names: readonly string[];
  /**
   * Adds the input `prefix`, int64 `[B, L]`: token ids to run through the decoder, bos first, at most as many as the search
   * has steps. What is marked there has a first axis of L.
   */
  readonly forcePrefix?: boolean;
}

/**
 * Compiles a model into one ONNX graph, written as `model.onnx` and `model.weights` into an existing directory.
 *
 * Inputs: `pixels` uint8 `[B, S, S, 3]`, RGB; where captions are drawn, also `draws` float32 `[B, T]`, uniform in `[0, 1)`, one
 * a step. Outputs, per picture best first, for K beams and T = maxTokens + 1:
 * `tokens` int32 `[B, K, T]` (no bos; eos inside, then pad), `lengths` int32 `[B, K]` (with eos; 0 where fewer than K
 * hypotheses finished), `scores` float32 `[B, K]` (log-probability / length ** lengthPenalty; -inf where none), `steps`
 * int32 scalar.
 * @throws BadModelError when the weights cannot be read, or the signal's reason
 */
export async function compileGraph(
  model: ModelPackage,
  variant: GraphVariant,
  directory: string,
  options: CompileOptions = {},
): Promise<void> {
  const checkpoint = await model.openCheckpoint();
  try {
    const weightFile = await WeightFile.create(join(directory, graphFiles.weights));
    try {
      const weights = new ModelWeights(checkpoint, progressOver(requiredTensors(model.config), options));
      const graph = await buildGraph(model, variant, weights, weightFile, options.probes);
      await writeFile(
        join(directory, graphFiles.model),
        encodeModel(graph, operatorSets, `ofa-caption ${compilerVersion}`),
        { flush: true },
      );
    } finally {
      await weightFile.close();
    }
    options.onProgress?.(1);
  } finally {
    await checkpoint.close();
  }
}

/** Told of every tensor that is read, tells the share of them all; one that is read again adds nothing. */
function progressOver(
  tensors: TensorShapes,
  { signal, onProgress }: CompileOptions,
): (tensor: string) => void {
  const unread = new Map(Array.from(tensors, ([name, shape]) => [name, elementCount(shape)]));
  const all = [...unread.values()].reduce((sum, elements) => sum + elements, 0);
  let read = 0;
  return (tensor) => {
    signal?.throwIfAborted();
    read += unread.get(tensor) ?? 0;
    unread.delete(tensor);
    onProgress?.(read / all);
  };
}

async function buildGraph(
  model: ModelPackage,
  { imageSize, decoding, precision, cache, encoder, calibration }: GraphVariant,
  weights: ModelWeights,
  weightFile: WeightFile,
  probes: Probes | undefined,
): Promise<Graph> {
  const graph = GraphBuilder.create(
    weightFile,
    numericsOf(precision, calibration === null ? null : quantisationOf(calibration)),
    new Set(probes?.names),
  );
  const pixels = 'pixels';
  const batch = graph.op('Slice', [graph.op('Shape', [pixels]), graph.int64s(0), graph.int64s(1)]);
  const encoded = await encode(graph, weights, model, { imageSize, encoder, cache }, pixels, batch);
  const decoder = await prepareDecoder(graph, weights, model.config, encoded, decoding.maxTokens + 1, cache);
  const inputs: ValueInfo[] = [{ name: pixels, type: dataType.uint8, shape: ['B', imageSize, imageSize, 3] }];
  const draws = 'draws';
  if (decoding.method === 'SAMPLE') {
    inputs.push({ name: draws, type: dataType.float, shape: ['B', decoding.maxTokens + 1] });
  }
  const hypotheses =
    decoding.method === 'SAMPLE'
      ? await sampleCaptions(graph, decoder, decoding, batch, draws, cache)
      : await beamSearch(graph, decoder, decoding, batch, cache);
  if (probes?.forcePrefix === true) {
    inputs.push({ name: 'prefix', type: dataType.int64, shape: ['B', 'L'] });
    await forcePrefix(graph, decoder, 'prefix', batch);
  }
  const outputs = [...hypothesisOutputs(graph, hypotheses, decoding.beamSize, decoding.maxTokens + 1)];
  for (const [name, value] of graph.marks) {
    graph.output(name, 'Identity', [value]);
    outputs.push({ name, type: dataType.float, shape: null });
  }
  return graph.finish('ofa', inputs, outputs);
}

function hypothesisOutputs(
  graph: GraphBuilder,
  { tokens, lengths, scores, steps }: Hypotheses,
  beamSize: number,
  stepCount: number,
): ValueInfo[] {
  const toInt32 = { to: dataType.int32 };
  graph.output('tokens', 'Cast', [tokens], toInt32);
  graph.output('lengths', 'Cast', [lengths], toInt32);
  graph.output('scores', 'Identity', [scores]);
  graph.output('steps', 'Cast', [steps], toInt32);
  return [
    { name: 'tokens', type: dataType.int32, shape: ['B', beamSize, stepCount] },
    { name: 'lengths', type: dataType.int32, shape: ['B', beamSize] },
    { name: 'scores', type: dataType.float, shape: ['B', beamSize] },
    { name: 'steps', type: dataType.int32, shape: [] },
  ];
}
