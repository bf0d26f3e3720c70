import { specialIds } from '../tokenizer/tokenizer.js';
import type { Decoding } from '../decoding.js';
import { bannedTokens, type BannedTokens } from './banned-tokens.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { dataType } from './onnx/model.js';

/** The best continuations of every picture's beams, best first. */
export interface Candidates {
  /** `[B, 2K]`: log-probability of the whole hypothesis, -inf where there is none. */
  readonly scores: Value;
  /** `[B, 2K]`: the token that continues it. */
  readonly tokens: Value;
  /** `[B, 2K]`: which of the picture's K beams it continues. */
  readonly beams: Value;
}

/**
 * Bans and ranks continuations, points 1 to 5 of one step of fairseq's search (sequence_generator.py:360-426,
 * search.py:127-188). Twice as many candidates as beams are kept, because every beam may want to end.
 * Bans come after the softmax, whose denominator holds the banned tokens too.
 * @param logits `[R, vocabulary]`
 * @param history `[R, steps + 1]`: bos and the tokens so far, then pad
 * @param cumulative `[B, K]`: log-probability of every beam
 */
export function rankCandidates(
  graph: GraphBuilder,
  decoding: Decoding,
  step: Value,
  logits: Value,
  history: Value,
  cumulative: Value,
  rows: Value,
  vocabularySize: number,
): Candidates {
  const kept = 2 * decoding.beamSize;
  const logProbabilities = graph.op('LogSoftmax', [logits], { axis: -1 });
  const banned = bannedTokens(graph, decoding, step, history, rows);
  const [rowScores, rowTokens] = bestAllowed(graph, logProbabilities, banned, kept, vocabularySize);
  const isLast = graph.op('Equal', [step, graph.int64(decoding.maxTokens)]);
  const endScores = graph.op('Add', [
    graph.op('Gather', [logProbabilities, graph.int64s(specialIds.eos)], { axis: 1 }),
    graph.floatTensor([1, kept], [0, ...Array<number>(kept - 1).fill(-Infinity)]),
  ]);
  const stepScores = graph.op('Where', [isLast, endScores, rowScores]);
  const stepTokens = graph.op('Where', [isLast, graph.int64(specialIds.eos), rowTokens]);
  // Where logits were NaN or infinite nothing may win (sequence_generator.py:364).
  const sane = graph.op('Where', [graph.op('IsNaN', [stepScores]), graph.float(-Infinity), stepScores]);
  const perPicture = graph.int64s(-1, decoding.beamSize * kept);
  const totals = graph.op('Add', [
    graph.op('Reshape', [sane, graph.int64s(-1, decoding.beamSize, kept)]),
    graph.op('Unsqueeze', [cumulative, graph.int64s(2)]),
  ]);
  const [scores, places] = topK(graph, graph.op('Reshape', [totals, perPicture]), kept);
  return {
    scores,
    tokens: graph.op('GatherElements', [graph.op('Reshape', [stepTokens, perPicture]), places], { axis: 1 }),
    beams: graph.op('Div', [places, graph.int64(kept)]),
  };
}

/** The `count` largest of every row, best first, and their places. */
export function topK(graph: GraphBuilder, values: Value, count: number): [Value, Value] {
  const [best, places] = graph.ops('TopK', [values, graph.int64s(count)], 2, {
    axis: -1,
    largest: 1,
    sorted: 1,
  });
  return [best!, places!];
}

/**
 * The best `count` tokens of every row that are not banned. As many more are looked at as can be banned: writing into all
 * log-probabilities would cost more than ranking them.
 */
function bestAllowed(
  graph: GraphBuilder,
  logProbabilities: Value,
  banned: BannedTokens,
  count: number,
  vocabularySize: number,
): [Value, Value] {
  const [scores, tokens] = topK(graph, logProbabilities, Math.min(count + banned.count, vocabularySize));
  const matches = graph.op('Equal', [
    graph.op('Unsqueeze', [tokens, graph.int64s(2)]),
    graph.op('Unsqueeze', [banned.tokens, graph.int64s(1)]),
  ]);
  const matchCounts = graph.op(
    'ReduceSum',
    [graph.op('Cast', [matches], { to: dataType.float }), graph.int64s(2)],
    { keepdims: 0 },
  );
  const allowed = graph.op('Where', [
    graph.op('Greater', [matchCounts, graph.float(0)]),
    graph.float(-Infinity),
    scores,
  ]);
  const [best, places] = topK(graph, allowed, count);
  return [best, graph.op('GatherElements', [tokens, places], { axis: 1 })];
}
