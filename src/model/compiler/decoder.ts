import type { OfaConfig } from '../config.js';
import { foldAttention, type FoldedAttention } from './attention-weights.js';
import { decoderBiases, type DecoderBiases } from './decoder-bias.js';
import type { Encoded } from './encoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import {
  linear,
  linearValues,
  readAffine,
  readFeedForward,
  type AffineValues,
  type FeedForwardValues,
  type LinearValues,
} from './layers.js';
import { stackRows } from './matrix.js';
import type { ModelWeights } from './model-weights.js';

/** What all steps of the decoder share; it lies in the outer graph and is seen from every loop body. */
export interface Decoder {
  readonly config: OfaConfig;
  /** The most steps it was prepared for. */
  readonly steps: number;
  /** N: positions of the encoder's states. */
  readonly length: number;
  /** `[vocabulary, width]`, used for input and for logits. */
  readonly embedding: Value;
  /** Whether the runtime may hold the table a second time, packed for the fastest product. */
  readonly repacksTable: boolean;
  readonly embeddingNorm: AffineValues;
  readonly layers: readonly DecoderLayer[];
  readonly finalNorm: AffineValues;
  readonly biases: DecoderBiases;
}

/** Constants of one layer, and the keys and values it attends to in the encoder's states. */
export interface DecoderLayer {
  readonly selfNorm: AffineValues;
  readonly selfProjection: LinearValues;
  readonly selfOutput: LinearValues;
  readonly selfMidNorm: AffineValues;
  readonly crossNorm: AffineValues;
  readonly crossQuery: LinearValues;
  readonly crossOutput: LinearValues;
  readonly crossMidNorm: AffineValues;
  readonly feedForward: FeedForwardValues;
  /** `[B, heads, N, head width]`. */
  readonly crossKeys: Value;
  /** `[B, heads, head width, N]`. */
  readonly crossValues: Value;
}

/** Reads the decoder and projects the encoder's states to the keys and values of all its layers. */
export async function prepareDecoder(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  encoded: Encoded,
  steps: number,
  repacksTable: boolean,
): Promise<Decoder> {
  const biases = await decoderBiases(graph, weights, config, steps, encoded.positions);
  const cross: FoldedAttention[] = [];
  const { heads } = config.decoder;
  for (let layer = 0; layer < config.decoder.layers; layer++) {
    const name = `decoder.layers.${layer}.cross_attn`;
    cross.push(await foldAttention(weights, name, heads, config.attentionScaleFactor));
  }
  const memory = await crossMemory(graph, config, cross, encoded);
  const layers: DecoderLayer[] = [];
  for (const [layer, attention] of cross.entries()) {
    layers.push(await readLayer(graph, weights, config, layer, attention, memory[layer]!));
  }
  const table = await weights.floats('encoder.embed_tokens.weight');
  return {
    config,
    steps,
    length: encoded.length,
    embedding: await graph.weights('embedding', [config.vocabSize, config.width], table),
    repacksTable,
    embeddingNorm: await readAffine(graph, weights, 'decoder.layernorm_embedding'),
    layers,
    finalNorm: await readAffine(graph, weights, 'decoder.layer_norm'),
    biases,
  };
}

type Memory = Pick<DecoderLayer, 'crossKeys' | 'crossValues'>;

/** Keys and values of the encoder's states for all layers, in one product. */
async function crossMemory(
  graph: GraphBuilder,
  config: OfaConfig,
  cross: readonly FoldedAttention[],
  encoded: Encoded,
): Promise<Memory[]> {
  const { heads } = config.decoder;
  const parts = 2 * cross.length;
  const weight = stackRows(cross.flatMap(({ key, value }) => [key, value]));
  const projected = linear(graph, encoded.states, await linearValues(graph, 'cross_memory', weight, null));
  const split = graph.ops(
    'Split',
    [
      graph.op('Reshape', [projected, graph.int64s(-1, encoded.length, parts * heads, config.width / heads)]),
      graph.int64s(...Array<number>(parts).fill(heads)),
    ],
    parts,
    { axis: 2 },
  );
  return cross.map((_, layer) => ({
    crossKeys: graph.op('Transpose', [split[2 * layer]!], { perm: [0, 2, 1, 3] }),
    crossValues: graph.op('Transpose', [split[2 * layer + 1]!], { perm: [0, 2, 3, 1] }),
  }));
}

async function readLayer(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  layer: number,
  cross: FoldedAttention,
  memory: Memory,
): Promise<DecoderLayer> {
  const name = `decoder.layers.${layer}`;
  const { heads } = config.decoder;
  const self = await foldAttention(weights, `${name}.self_attn`, heads, config.attentionScaleFactor);
  const projectionBias = new Float64Array(3 * config.width);
  projectionBias.set(self.queryBias);
  const norm = (part: string) => readAffine(graph, weights, `${name}.${part}`);
  return {
    selfNorm: await norm('self_attn_layer_norm'),
    selfProjection: await linearValues(
      graph,
      `${name}.self_projection`,
      stackRows([self.query, self.key, self.value]),
      projectionBias,
    ),
    selfOutput: await linearValues(graph, `${name}.self_output`, self.output, self.outputBias),
    selfMidNorm: await norm('self_attn_mid_layer_norm'),
    crossNorm: await norm('cross_attn_layer_norm'),
    crossQuery: await linearValues(graph, `${name}.cross_query`, cross.query, cross.queryBias),
    crossOutput: await linearValues(graph, `${name}.cross_output`, cross.output, cross.outputBias),
    crossMidNorm: await norm('cross_attn_mid_layer_norm'),
    feedForward: await readFeedForward(graph, weights, name),
    ...memory,
  };
}
