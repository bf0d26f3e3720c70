import { trunkStride } from '../config.js';
import type { ModelPackage } from '../package.js';
import { embedPatches, embedPrompt } from './embeddings.js';
import { encoderBiasBase, encoderBiases, type LayerBias } from './encoder-bias.js';
import { encoderLayer } from './encoder-layer.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { FloatTrunk } from './float-trunk.js';
import type { GraphVariant } from './graph-variant.js';
import { layerNorm, readAffine } from './layers.js';
import { addLoop } from './loop.js';
import type { Matrix } from './matrix.js';
import { mobilenet } from './mobilenet.js';
import type { ModelWeights } from './model-weights.js';
import { centrePixels, pixelScaling } from './pixels.js';
import { encoderPositions } from './positions.js';
import { QuantisedTrunk } from './quantised-trunk.js';
import { resnet } from './resnet.js';

/** What the decoder gets. */
export interface Encoded {
  /** `[B * N, width]`, patches first, then the prompt, after the final normalisation. */
  readonly states: Value;
  /** Normalised position embeddings, `[N, width]`. */
  readonly positions: Matrix;
  /** N. */
  readonly length: number;
}

/** What the encoding of every picture shares. */
interface EncoderConstants {
  /** `[T, width]`, embedded. */
  readonly prompt: Matrix;
  /** N = patches + T. */
  readonly length: number;
  /** Of every layer. */
  readonly biases: readonly LayerBias[];
}

/**
 * The encoder: trunk, prompt and transformer layers (modeling_ofa.py:1080-1433). Pictures go through one by one where that
 * suits a CPU: one picture's activations stay in its cache, and the memory needed hardly grows with the batch. Together they
 * suit a GPU, which one picture does not fill. Without a cache the layers' attention biases are made again for every picture.
 * @param pixels `[B, S, S, 3]` uint8
 * @param batch `[1]`, holds B
 */
export async function encode(
  graph: GraphBuilder,
  weights: ModelWeights,
  model: ModelPackage,
  { imageSize, encoder, cache }: Pick<GraphVariant, 'imageSize' | 'encoder' | 'cache'>,
  pixels: Value,
  batch: Value,
): Promise<Encoded> {
  const { config } = model;
  const grid = imageSize / trunkStride(config.trunk);
  const prompt = await embedPrompt(graph, weights, model.promptIds);
  const positions = await encoderPositions(weights, config, grid, prompt.rows);
  if (graph.wants('encoder.position_embedding')) {
    graph.mark(
      'encoder.position_embedding',
      await graph.weights('positions', [positions.rows, positions.columns], positions.data),
    );
  }
  const base = await encoderBiasBase(graph, weights, config, positions, grid);
  const biases = await encoderBiases(graph, weights, config, base, cache, batch);
  const length = positions.rows;
  const constants = { prompt, length, biases };
  if (encoder === 'TOGETHER') {
    const states = await encodePictures(graph, weights, model, grid, pixels, constants, batch);
    return { states, positions, length };
  }
  const count = graph.op('Squeeze', [batch, graph.int64s(0)]);
  const { stacked } = await addLoop(graph, count, [], async (body, step) => {
    const picture = body.op('Gather', [pixels, body.op('Unsqueeze', [step, body.int64s(0)])], { axis: 0 });
    const states = await encodePictures(body, weights, model, grid, picture, constants, null);
    return { proceed: body.op('Less', [step, count]), states: [], stacked: [states] };
  });
  const states = graph.op('Reshape', [stacked[0]!, graph.int64s(-1, config.width)]);
  return { states, positions, length };
}

/**
 * @param batch `[1]`, holds B; null for a single picture
 * @returns `[B * N, width]` of pictures `[B, S, S, 3]`
 */
async function encodePictures(
  graph: GraphBuilder,
  weights: ModelWeights,
  model: ModelPackage,
  grid: number,
  pixels: Value,
  { prompt, length, biases }: EncoderConstants,
  batch: Value | null,
): Promise<Value> {
  const { config } = model;
  const centred = centrePixels(graph, pixels, model.mean);
  const scaling = pixelScaling(model.std);
  const { quantisation } = graph.numerics;
  const arithmetic = quantisation === null ? new FloatTrunk(graph) : new QuantisedTrunk(graph, quantisation);
  const features =
    config.trunk.kind === 'resnet'
      ? await resnet(graph, weights, arithmetic, config.trunk.type, centred, scaling)
      : await mobilenet(graph, weights, arithmetic, centred, scaling);
  const patches = await embedPatches(graph, weights, config, features, grid * grid);
  const promptStates = await graph.weights('prompt', [prompt.rows, prompt.columns], prompt.data);
  let states =
    batch === null
      ? graph.op('Concat', [patches, promptStates], { axis: 0 })
      : withPrompts(graph, patches, promptStates, batch, grid * grid, prompt);
  for (const [layer, bias] of biases.entries()) {
    graph.mark(`encoder.hidden${layer}`, states);
    states = await encoderLayer(graph, weights, config, states, await bias(graph), layer, length);
  }
  graph.mark(`encoder.hidden${config.encoder.layers}`, states);
  states = layerNorm(graph, states, await readAffine(graph, weights, 'encoder.layer_norm'));
  graph.mark('encoder.last_hidden_state', states);
  return states;
}

/** Every picture's patches, then the prompt: `[B * P, width]` and `[T, width]` to `[B * N, width]`. */
function withPrompts(
  graph: GraphBuilder,
  patches: Value,
  promptStates: Value,
  batch: Value,
  patchCount: number,
  { rows, columns }: Matrix,
): Value {
  const byPicture = graph.op('Reshape', [patches, graph.int64s(-1, patchCount, columns)]);
  const shape = graph.op('Concat', [batch, graph.int64s(rows, columns)], { axis: 0 });
  const prompts = graph.op('Expand', [promptStates, shape]);
  const joined = graph.op('Concat', [byPicture, prompts], { axis: 1 });
  return graph.op('Reshape', [joined, graph.int64s(-1, columns)]);
}
