import type { Decoding } from '../decoding.js';
import { specialIds } from '../tokenizer/tokenizer.js';
import { rankCandidates, topK, type Candidates } from './candidates.js';
import { logits } from './decoder-layers.js';
import type { DecoderSteps } from './decoder-steps.js';
import type { Decoder } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { isPlaceOf, lengthDivisors } from './hypotheses.js';
import type { LoopStep } from './loop.js';
import { dataType } from './onnx/model.js';

/** What the search carries from step to step. K beams a picture, R = B·K. */
export interface SearchState {
  /** `[R, steps + 1]`: bos and the tokens so far, then pad. */
  readonly history: Value;
  /** `[B, K]`: log-probability of every beam. */
  readonly cumulative: Value;
  /** `[R]`: the row that each beam continued, where its cache still lies. */
  readonly parents: Value;
  /** `[B, K + 1]`: the last column takes what is not kept. */
  readonly finishedScores: Value;
  /** `[B, K + 1, steps + 1]`. */
  readonly finishedHistory: Value;
  /** `[B]`: finished hypotheses; at K the picture is done. */
  readonly finishedCount: Value;
  /** Scalar: steps that were run. */
  readonly steps: Value;
}

/** Number of loop states before the decoder's. */
export const searchStates = 7;

/** The search's part of the loop's states, which come in the order of `SearchState`. */
export function toSearchState(values: readonly Value[]): SearchState {
  const [history, cumulative, parents, finishedScores, finishedHistory, finishedCount, steps] = values;
  return {
    history: history!,
    cumulative: cumulative!,
    parents: parents!,
    finishedScores: finishedScores!,
    finishedHistory: finishedHistory!,
    finishedCount: finishedCount!,
    steps: steps!,
  };
}

/** What a step sees of the graph around it. */
export interface Surroundings {
  readonly step: Value;
  readonly decoderSteps: DecoderSteps;
  /** `[1]`, holds R. */
  readonly rows: Value;
  /** `[B, 1]`: 0 to B - 1. */
  readonly pictures: Value;
}

/** One token for every beam (sequence_generator.py:300-560). */
export function searchStep(
  body: GraphBuilder,
  decoder: Decoder,
  decoding: Decoding,
  { step, decoderSteps, rows, pictures }: Surroundings,
  values: readonly Value[],
): LoopStep {
  const { beamSize } = decoding;
  const state = toSearchState(values);
  const { history, parents } = state;
  const handedOn = values.slice(searchStates);
  const decoded = decoderSteps.run(body, { step, history, parents, handedOn, beamSize });
  const candidates = rankCandidates(
    body,
    decoding,
    step,
    logits(body, decoder, decoded.states, decoding.temperature),
    state.history,
    state.cumulative,
    rows,
    decoder.config.vocabSize,
  );
  const parentRows = body.op('Add', [candidates.beams, body.op('Mul', [pictures, body.int64(beamSize)])]);
  const nextStep = body.op('Add', [step, body.int64(1)]);
  const isNext = isPlaceOf(body, nextStep, decoding.maxTokens + 2);
  const histories = body.op('Where', [
    isNext,
    body.op('Unsqueeze', [candidates.tokens, body.int64s(2)]),
    body.op('Gather', [state.history, parentRows], { axis: 0 }),
  ]);
  const ends = body.op('And', [
    body.op('Equal', [candidates.tokens, body.int64(specialIds.eos)]),
    body.op('Greater', [candidates.scores, body.float(-Infinity)]),
  ]);
  const finished = collectFinished(body, decoding, step, state, candidates, histories, ends);
  const next = continueBeams(body, beamSize, pictures, candidates, parentRows, histories, ends);
  const leastFinished = body.op('ReduceMin', [finished.count], { keepdims: 0 });
  return {
    proceed: body.op('Less', [leastFinished, body.int64(beamSize)]),
    states: [
      next.history,
      next.cumulative,
      next.parents,
      finished.scores,
      finished.history,
      finished.count,
      nextStep,
      ...decoded.handedOn,
    ],
    stacked: [],
  };
}

/**
 * Files the candidates that end, among the first K only, while there are free places (sequence_generator.py:443-460,
 * 633-743). Once K are filed every further one falls into the spare column.
 */
function collectFinished(
  body: GraphBuilder,
  decoding: Decoding,
  step: Value,
  state: SearchState,
  candidates: Candidates,
  histories: Value,
  ends: Value,
): { scores: Value; history: Value; count: Value } {
  const { beamSize, lengthPenalty } = decoding;
  const firstK = (values: Value) =>
    body.op('Slice', [values, body.int64s(0), body.int64s(beamSize), body.int64s(1)]);
  const ending = firstK(ends);
  const endingCounts = body.op('Cast', [ending], { to: dataType.int64 });
  const place = body.op('Add', [
    body.op('CumSum', [endingCounts, body.int64(1)], { exclusive: 1 }),
    body.op('Unsqueeze', [state.finishedCount, body.int64s(1)]),
  ]);
  const isFree = body.op('And', [ending, body.op('Less', [place, body.int64(beamSize)])]);
  const slot = body.op('Where', [isFree, place, body.int64(beamSize)]);
  const divisors = lengthDivisors(body, decoding.maxTokens, lengthPenalty);
  const divisor = body.op('Gather', [divisors, step], { axis: 0 });
  const scores = body.op('Div', [firstK(candidates.scores), divisor]);
  const firstHistories = firstK(histories);
  const wideSlot = body.op('Expand', [
    body.op('Unsqueeze', [slot, body.int64s(2)]),
    body.op('Shape', [firstHistories]),
  ]);
  const newlyFinished = body.op('ReduceSum', [endingCounts, body.int64s(1)], { keepdims: 0 });
  return {
    scores: body.op('ScatterElements', [state.finishedScores, slot, scores], { axis: 1 }),
    history: body.op('ScatterElements', [state.finishedHistory, wideSlot, firstHistories], { axis: 1 }),
    count: body.op('Min', [body.op('Add', [state.finishedCount, newlyFinished]), body.int64(beamSize)]),
  };
}

/** The first K candidates that do not end become the next beams, in order (sequence_generator.py:524-554). */
function continueBeams(
  body: GraphBuilder,
  beamSize: number,
  pictures: Value,
  candidates: Candidates,
  parentRows: Value,
  histories: Value,
  ends: Value,
): { history: Value; cumulative: Value; parents: Value } {
  const kept = 2 * beamSize;
  const order = Array.from({ length: kept }, (_, place) => -place / (2 * kept));
  const priority = body.op('Add', [
    body.op('Cast', [body.op('Not', [ends])], { to: dataType.float }),
    body.floatTensor([kept], order),
  ]);
  const [, chosen] = topK(body, priority, beamSize);
  const pick = (values: Value) => body.op('GatherElements', [values, chosen], { axis: 1 });
  const flat = body.op('Add', [chosen, body.op('Mul', [pictures, body.int64(kept)])]);
  return {
    history: body.op(
      'Gather',
      [
        // [B, 2K, steps + 1] as rows
        body.op('Flatten', [histories], { axis: 2 }),
        body.op('Reshape', [flat, body.int64s(-1)]),
      ],
      { axis: 0 },
    ),
    cumulative: pick(candidates.scores),
    parents: body.op('Reshape', [pick(parentRows), body.int64s(-1)]),
  };
}
