import { specialIds } from '../tokenizer/tokenizer.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import type { LoopState } from './loop.js';
import { dataType } from './onnx/model.js';

/** Finished hypotheses of every picture, best first; K is 1 where captions are drawn. */
export interface Hypotheses {
  /** `[B, K, steps]` int64 without bos: eos inside, then pad. */
  readonly tokens: Value;
  /** `[B, K]` int64: tokens with eos; 0 where fewer than K finished. */
  readonly lengths: Value;
  /** `[B, K]`: log-probability by length; -inf where fewer than K finished. */
  readonly scores: Value;
  /** Scalar int64: steps that were run. */
  readonly steps: Value;
}

/**
 * The loop state `[R, steps + 1]` of bos and the tokens so far, then pad.
 * @param rows `[1]`, holds R
 */
export function emptyHistory(graph: GraphBuilder, steps: number, rows: Value): LoopState {
  const width = steps + 1;
  const bosOnly = [specialIds.bos, ...Array<number>(steps).fill(specialIds.pad)];
  const shape = graph.op('Concat', [rows, graph.int64s(width)], { axis: 0 });
  return {
    name: 'history',
    type: dataType.int64,
    shape: ['R', width],
    initial: graph.op('Expand', [graph.int64Tensor([1, width], bosOnly), shape]),
  };
}

/**
 * `[places]`: whether it is the place of the history that a step writes to.
 * @param nextStep scalar: number of the step, plus 1
 */
export function isPlaceOf(graph: GraphBuilder, nextStep: Value, places: number): Value {
  const all = Array.from({ length: places }, (_, place) => place);
  return graph.op('Equal', [graph.int64Tensor([places], all), nextStep]);
}

/** How many of the tokens `[B, K, steps]` are not pad: `[B, K]` int64. */
export function tokenCounts(graph: GraphBuilder, tokens: Value): Value {
  const isToken = graph.op('Not', [graph.op('Equal', [tokens, graph.int64(specialIds.pad)])]);
  const counts = graph.op('Cast', [isToken], { to: dataType.int64 });
  return graph.op('ReduceSum', [counts, graph.int64s(2)], { keepdims: 0 });
}

/** What log-probabilities of captions of 1, 2, … tokens are divided by, end token included. */
export function lengthDivisors(graph: GraphBuilder, maxTokens: number, lengthPenalty: number): Value {
  const divisors = Array.from({ length: maxTokens + 1 }, (_, index) => (index + 1) ** lengthPenalty);
  return graph.floatTensor([divisors.length], divisors);
}

/** 0 to n - 1, where `count` is `[1]` and holds n. */
export function range(graph: GraphBuilder, count: Value): Value {
  return graph.op('Range', [graph.int64(0), graph.op('Squeeze', [count, graph.int64s(0)]), graph.int64(1)]);
}
