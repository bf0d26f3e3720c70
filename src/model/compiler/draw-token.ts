import type { Decoding } from '../decoding.js';
import type { BannedTokens } from './banned-tokens.js';
import { topK } from './candidates.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { dataType } from './onnx/model.js';

/** One token a row. */
export interface DrawnTokens {
  /** `[R]` int64. */
  readonly tokens: Value;
  /** `[R]`: log-probability among all tokens, before any was left out; not a number or -inf where none could be drawn. */
  readonly scores: Value;
}

/**
 * Draws a token a row by inverse transform: the first of the tokens, likeliest first and the lower id first among equals,
 * with which the probability of all so far exceeds the drawn share of the whole. Top-k (Fan et al., arXiv:1805.04833) and
 * top-p (Holtzman et al., arXiv:1904.09751) leave out the rest of that order. No row's result depends on another row.
 * @param logProbabilities `[R, vocabulary]`
 * @param draws `[R]`, uniform in `[0, 1)`
 */
export function drawTokens(
  graph: GraphBuilder,
  { topK: most, topP }: Pick<Decoding, 'topK' | 'topP'>,
  logProbabilities: Value,
  banned: BannedTokens,
  draws: Value,
  vocabularySize: number,
): DrawnTokens {
  const bans = graph.op('Expand', [graph.float(-Infinity), graph.op('Shape', [banned.tokens])]);
  const allowed = graph.op('ScatterElements', [logProbabilities, banned.tokens, bans], { axis: 1 });
  const count = most === 0 ? vocabularySize : most;
  const [scores, tokens] = topK(graph, allowed, count);
  const best = graph.op('Gather', [scores, graph.int64s(0)], { axis: 1 });
  const relative = toDouble(graph, graph.op('Sub', [scores, best]));
  const sums = runningSums(graph, graph.op('Exp', [relative]), count);
  const whole = graph.op('Gather', [sums, graph.int64s(count - 1)], { axis: 1 });
  const total = topP === 1 ? whole : keptTotal(graph, sums, whole, topP);
  const share = toDouble(graph, graph.op('Unsqueeze', [draws, graph.int64s(1)]));
  const passed = graph.op('LessOrEqual', [sums, graph.op('Mul', [share, total])]);
  const place = graph.op('ReduceSum', [graph.op('Cast', [passed], { to: dataType.int64 }), graph.int64s(1)], {
    keepdims: 1,
  });
  const pick = (values: Value) =>
    graph.op('Reshape', [graph.op('GatherElements', [values, place], { axis: 1 }), graph.int64s(-1)]);
  return { tokens: pick(tokens), scores: pick(scores) };
}

/** The sum up to the first token with which it reaches `topP` of the whole: `[R, 1]`. */
function keptTotal(graph: GraphBuilder, sums: Value, whole: Value, topP: number): Value {
  const tooLittle = graph.op('Less', [sums, graph.op('Mul', [whole, toDouble(graph, graph.float(topP))])]);
  return graph.op('ReduceMin', [graph.op('Where', [tooLittle, whole, sums])], { axes: [1], keepdims: 1 });
}

/**
 * Sums of every row up to each place, `[R, count]`. They are summed in blocks of about the root of the count: some kernels
 * begin at the front again for every place, and in double precision no order of the terms could move a draw.
 * @param values `[R, count]` double
 */
function runningSums(graph: GraphBuilder, values: Value, count: number): Value {
  const width = Math.ceil(Math.sqrt(count));
  const blocks = Math.ceil(count / width);
  const filled = graph.op('Pad', [values, graph.int64s(0, 0, 0, blocks * width - count)]);
  const byBlock = graph.op('Reshape', [filled, graph.int64s(-1, blocks, width)]);
  const within = graph.op('CumSum', [byBlock, graph.int64(2)]);
  const blockSums = graph.op('Slice', [
    within,
    graph.int64s(width - 1),
    graph.int64s(width),
    graph.int64s(2),
  ]);
  const before = graph.op('CumSum', [blockSums, graph.int64(1)], { exclusive: 1 });
  const sums = graph.op('Reshape', [graph.op('Add', [within, before]), graph.int64s(-1, blocks * width)]);
  return graph.op('Slice', [sums, graph.int64s(0), graph.int64s(count), graph.int64s(1)]);
}

function toDouble(graph: GraphBuilder, value: Value): Value {
  return graph.op('Cast', [value], { to: dataType.double });
}
