import type { Decoder } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import type { LoopState } from './loop.js';

/** Keys and values of the tokens so far, one layer's. R is pictures times beams, t the tokens so far. */
export interface LayerCache {
  /** `[R, heads, head width, t]`, transposed so that a step needs no transposition. */
  readonly keys: Value;
  /** `[R, heads, t, head width]`. */
  readonly values: Value;
}

/**
 * Loop states of all layers' caches, keys and values in turn, empty at first.
 * @param rows `[1]`, holds R
 */
export function cacheStates(graph: GraphBuilder, decoder: Decoder, rows: Value): LoopState[] {
  const { heads } = decoder.config.decoder;
  const headWidth = decoder.config.width / heads;
  return emptyCaches(graph, decoder, rows).flatMap(({ keys, values }) => [
    {
      name: 'keys',
      type: graph.numerics.activations,
      shape: ['R', heads, headWidth, 'before'],
      shapeAfter: ['R', heads, headWidth, 'after'],
      initial: keys,
    },
    {
      name: 'values',
      type: graph.numerics.activations,
      shape: ['R', heads, 'before', headWidth],
      shapeAfter: ['R', heads, 'after', headWidth],
      initial: values,
    },
  ]);
}

/** The caches among a loop's states. */
export function pairUp(values: readonly Value[]): LayerCache[] {
  return Array.from({ length: values.length / 2 }, (_, layer) => ({
    keys: values[2 * layer]!,
    values: values[2 * layer + 1]!,
  }));
}

/** Caches before the first token. */
function emptyCaches(graph: GraphBuilder, decoder: Decoder, rows: Value): LayerCache[] {
  const { heads, layers } = decoder.config.decoder;
  const headWidth = decoder.config.width / heads;
  const empty = (...shape: number[]) =>
    graph.op('Expand', [graph.scalar(0), graph.op('Concat', [rows, graph.int64s(...shape)], { axis: 0 })]);
  const cache = { keys: empty(heads, headWidth, 0), values: empty(heads, 0, headWidth) };
  return Array<LayerCache>(layers).fill(cache);
}
