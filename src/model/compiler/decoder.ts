import type { OfaConfig } from '../config.js';
import { foldAttention, foldEnds, readKeyAndValue } from './attention-weights.js';
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
import { stackRows, type Matrix } from './matrix.js';
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
  const memory = await crossMemory(graph, weights, config, encoded);
  const layers: DecoderLayer[] = [];
  for (const [layer, ofLayer] of memory.entries()) {
    layers.push(await readLayer(graph, weights, config, layer, ofLayer));
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
  weights: ModelWeights,
  config: OfaConfig,
  encoded: Encoded,
): Promise<Memory[]> {
  const { heads, layers } = config.decoder;
  const parts = 2 * layers;
  const weight = await keysAndValues(weights, config);
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
  return Array.from({ length: layers }, (_, layer) => ({
    crossKeys: graph.op('Transpose', [split[2 * layer]!], { perm: [0, 2, 1, 3] }),
    crossValues: graph.op('Transpose', [split[2 * layer + 1]!], { perm: [0, 2, 3, 1] }),
  }));
}

/** One layer's key and value below the other's: `[2 * layers * width, width]`. */
async function keysAndValues(weights: ModelWeights, { decoder, width }: OfaConfig): Promise<Matrix> {
  const rows = 2 * decoder.layers * width;
  const data = new Float64Array(rows * width);
  for (let layer = 0; layer < decoder.layers; layer++) {
    const { key, value } = await readKeyAndValue(weights, `decoder.layers.${layer}.cross_attn`);
    data.set(key.data, 2 * layer * width * width);
    data.set(value.data, (2 * layer + 1) * width * width);
  }
  return { rows, columns: width, data };
}

async function readLayer(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  layer: number,
  memory: Memory,
): Promise<DecoderLayer> {
  const name = `decoder.layers.${layer}`;
  const { heads } = config.decoder;
  const fold = [heads, config.attentionScaleFactor] as const;
  const self = await foldAttention(weights, `${name}.self_attn`, ...fold);
  const cross = await foldEnds(weights, `${name}.cross_attn`, ...fold);
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
