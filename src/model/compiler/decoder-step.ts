import type { LayerCache } from './decoder-cache.js';
import { attend, attendPicture, decoderLayers, type DecodedRows } from './decoder-layers.js';
import type { Decoder } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';

/** What one step of the decoder starts from. */
export interface DecoderStepInput {
  /** Scalar: number of the step. */
  readonly step: Value;
  /** `[R]`: the last token of every beam. */
  readonly tokens: Value;
  /** `[R]`: the row of the cache that every beam continues, or null where beams never change places. */
  readonly parents: Value | null;
  readonly caches: readonly LayerCache[];
  readonly beamSize: number;
}

export interface DecoderStepOutput extends DecodedRows {
  /** One token longer, in the order of `tokens`. */
  readonly caches: readonly LayerCache[];
}

/** One token of every beam through all layers, with keys and values of earlier tokens from the caches. */
export function decoderStep(
  graph: GraphBuilder,
  decoder: Decoder,
  input: DecoderStepInput,
): DecoderStepOutput {
  const { config, biases } = decoder;
  const { heads, layers } = config.decoder;
  const headWidth = config.width / heads;
  const { step, parents, beamSize } = input;
  const end = graph.op('Unsqueeze', [graph.op('Add', [step, graph.int64(1)]), graph.int64s(0)]);
  const selfBias = graph.op('Slice', [
    graph.op('Gather', [biases.self, step], { axis: 0 }),
    graph.int64s(0),
    end,
    graph.int64s(3),
  ]);
  const selfBiases =
    layers === 1
      ? [selfBias]
      : graph.ops('Split', [selfBias, graph.int64s(...Array<number>(layers).fill(1))], layers, { axis: 0 });
  const crossBias = graph.op('Gather', [biases.cross, step], { axis: 0 });
  const follow = (cache: Value) =>
    parents === null ? cache : graph.op('Gather', [cache, parents], { axis: 0 });
  const byHead = (value: Value, ...shape: [number, number]) =>
    graph.op('Reshape', [value, graph.int64s(-1, heads, ...shape)]);
  const caches: LayerCache[] = [];
  const decoded = decoderLayers(graph, decoder, input.tokens, {
    tokens: (layer, { query, key, value }) => {
      const cache = input.caches[layer]!;
      const keys = graph.op('Concat', [follow(cache.keys), byHead(key, headWidth, 1)], { axis: 3 });
      const values = graph.op('Concat', [follow(cache.values), byHead(value, 1, headWidth)], { axis: 2 });
      caches.push({ keys, values });
      const context = attend(graph, byHead(query, 1, headWidth), keys, values, selfBiases[layer]!);
      return graph.op('Reshape', [context, graph.int64s(-1, config.width)]);
    },
    picture: (layer, queries) => {
      const byPicture = graph.op('Reshape', [queries, graph.int64s(-1, beamSize, heads, headWidth)]);
      const addBias = (scores: Value) => graph.op('Add', [scores, crossBias]);
      return attendPicture(graph, byPicture, layer, addBias, config.width);
    },
  });
  return { ...decoded, caches };
}
