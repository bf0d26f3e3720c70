import { specialIds } from '../tokenizer/tokenizer.js';
import type { Decoding } from '../decoding.js';
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
  banned: { readonly tokens: Value; readonly count: number },
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

/** Tokens that may not come next, `[R, count]`; unused places hold pad, which never may. */
function bannedTokens(
  graph: GraphBuilder,
  decoding: Decoding,
  step: Value,
  history: Value,
  rows: Value,
): { tokens: Value; count: number } {
  const pad = graph.int64(specialIds.pad);
  const column = (token: Value) =>
    graph.op('Expand', [token, graph.op('Concat', [rows, graph.int64s(1)], { axis: 0 })]);
  const columns = [column(pad)];
  if (decoding.minTokens > 0) {
    const tooEarly = graph.op('Less', [step, graph.int64(decoding.minTokens)]);
    columns.push(column(graph.op('Where', [tooEarly, graph.int64(specialIds.eos), pad])));
  }
  const windows = ngramWindows(decoding);
  const singles = columns.length;
  if (windows > 0) columns.push(repeatedNgramEnds(graph, decoding, step, history));
  return { tokens: graph.op('Concat', columns, { axis: 1 }), count: singles + windows };
}

/** How many n-grams the history has room for; 0 where none are banned. */
function ngramWindows({ noRepeatNgramSize, maxTokens }: Decoding): number {
  return noRepeatNgramSize === 0 ? 0 : Math.max(0, maxTokens + 2 - noRepeatNgramSize + 1);
}

/**
 * Tokens that followed the last n - 1 tokens anywhere before (ngram_repeat_block.py:99-148; bos counts). The windows cover
 * the padded end too: there they can only match themselves, and ban pad.
 */
function repeatedNgramEnds(graph: GraphBuilder, decoding: Decoding, step: Value, history: Value): Value {
  const size = decoding.noRepeatNgramSize;
  const windows = ngramWindows(decoding);
  const slice = (start: number) =>
    graph.op('Slice', [history, graph.int64s(start), graph.int64s(start + windows), graph.int64s(1)]);
  const at = graph.op('Unsqueeze', [step, graph.int64s(0)]);
  let matches: Value | null = null;
  for (let i = 0; i < size - 1; i++) {
    const place = graph.op('Add', [at, graph.int64s(i - (size - 2))]);
    const equal = graph.op('Equal', [slice(i), graph.op('Gather', [history, place], { axis: 1 })]);
    matches = matches === null ? equal : graph.op('And', [matches, equal]);
  }
  const ends = slice(size - 1);
  return matches === null ? ends : graph.op('Where', [matches, ends, graph.int64(specialIds.pad)]);
}
