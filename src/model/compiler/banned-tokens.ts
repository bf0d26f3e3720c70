import { specialIds } from '../tokenizer/tokenizer.js';
import type { Decoding } from '../decoding.js';
import type { GraphBuilder, Value } from './graph-builder.js';

/** Tokens that may not come next. */
export interface BannedTokens {
  /** `[R, count]`; unused places hold pad, which never may. */
  readonly tokens: Value;
  readonly count: number;
}

/**
 * What may not come next: pad, the end while a caption is too short, and what would complete an n-gram a second time.
 * @param history `[R, steps + 1]`: bos and the tokens so far, then pad
 * @param rows `[1]`, holds R
 */
export function bannedTokens(
  graph: GraphBuilder,
  decoding: Decoding,
  step: Value,
  history: Value,
  rows: Value,
): BannedTokens {
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
