import { trunkStride } from '../config.js';
import type { ModelPackage } from '../package.js';
import { embedPatches, embedPrompt } from './embeddings.js';
import { encoderBiasBase, encoderBiases, type LayerBias } from './encoder-bias.js';
import { encoderLayer } from './encoder-layer.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { layerNorm, readAffine } from './layers.js';
import { addLoop } from './loop.js';
import type { Matrix } from './matrix.js';
import { mobilenet } from './mobilenet.js';
import type { ModelWeights } from './model-weights.js';
import { centrePixels, pixelScaling } from './pixels.js';
import { encoderPositions } from './positions.js';
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
 * The encoder: trunk, prompt and transformer layers (modeling_ofa.py:1080-1433). Pictures go through one after the other: on
 * a CPU one picture's activations stay in the cache, and the memory needed hardly grows with the batch.
 * @param pixels `[B, S, S, 3]` uint8
 * @param batch `[1]`, holds B
 * @param keepBiases whether the layers' attention biases lie in memory, or are made again for every picture
 */
export async function encode(
  graph: GraphBuilder,
  weights: ModelWeights,
  model: ModelPackage,
  imageSize: number,
  pixels: Value,
  batch: Value,
  keepBiases: boolean,
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
  const biases = await encoderBiases(graph, weights, config, base, keepBiases, batch);
  const length = positions.rows;
  const count = graph.op('Squeeze', [batch, graph.int64s(0)]);
  const { stacked } = await addLoop(graph, count, [], async (body, step) => {
    const picture = body.op('Gather', [pixels, body.op('Unsqueeze', [step, body.int64s(0)])], { axis: 0 });
    const states = await encodePicture(body, weights, model, grid, picture, { prompt, length, biases });
    return { proceed: body.op('Less', [step, count]), states: [], stacked: [states] };
  });
  const states = graph.op('Reshape', [stacked[0]!, graph.int64s(-1, config.width)]);
  return { states, positions, length };
}

/** @returns `[N, width]` of one picture `[1, S, S, 3]` */
async function encodePicture(
  graph: GraphBuilder,
  weights: ModelWeights,
  model: ModelPackage,
  grid: number,
  pixels: Value,
  { prompt, length, biases }: EncoderConstants,
): Promise<Value> {
  const { config } = model;
  const centred = centrePixels(graph, pixels, model.mean);
  const scaling = pixelScaling(model.std);
  const features =
    config.trunk.kind === 'resnet'
      ? await resnet(graph, weights, config.trunk.type, centred, scaling)
      : await mobilenet(graph, weights, centred, scaling);
  const patches = await embedPatches(graph, weights, config, features, grid * grid);
  let states = graph.op(
    'Concat',
    [patches, await graph.weights('prompt', [prompt.rows, prompt.columns], prompt.data)],
    { axis: 0 },
  );
  for (const [layer, bias] of biases.entries()) {
    graph.mark(`encoder.hidden${layer}`, states);
    states = await encoderLayer(graph, weights, config, states, await bias(graph), layer, length);
  }
  graph.mark(`encoder.hidden${config.encoder.layers}`, states);
  states = layerNorm(graph, states, await readAffine(graph, weights, 'encoder.layer_norm'));
  graph.mark('encoder.last_hidden_state', states);
  return states;
}
