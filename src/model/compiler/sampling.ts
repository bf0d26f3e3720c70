import { specialIds } from '../tokenizer/tokenizer.js';
import type { Decoding } from '../decoding.js';
import { bannedTokens } from './banned-tokens.js';
import { logits } from './decoder-layers.js';
import { decoderSteps, type DecoderSteps } from './decoder-steps.js';
import type { Decoder } from './decoder.js';
import { drawTokens } from './draw-token.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { emptyHistory, isPlaceOf, lengthDivisors, tokenCounts, type Hypotheses } from './hypotheses.js';
import { addLoop, type LoopState, type LoopStep } from './loop.js';
import { dataType } from './onnx/model.js';

/** What sampling carries from step to step, before what the decoder hands on. */
interface SamplingState {
  /** `[B, steps + 1]`: bos and the tokens so far, then pad. */
  readonly history: Value;
  /** `[B]`: log-probability of the caption so far; -inf once nothing could be drawn. */
  readonly score: Value;
  /** `[B]` int64: 1 where the caption has ended. */
  readonly finished: Value;
  /** Scalar: steps that were run. */
  readonly steps: Value;
}

const samplingStates = 4;

/**
 * Draws one caption a picture, token by token, as one loop: it ends when every caption has. The same bans hold as in the
 * beam search, and the last step can only end the caption.
 * @param batch `[1]`, holds B
 * @param draws `[B, steps]`, uniform in `[0, 1)`, one a step
 * @param cache whether steps hand keys and values on
 */
export async function sampleCaptions(
  graph: GraphBuilder,
  decoder: Decoder,
  decoding: Decoding,
  batch: Value,
  draws: Value,
  cache: boolean,
): Promise<Hypotheses> {
  const steps = decoding.maxTokens + 1;
  const decodes = decoderSteps(graph, decoder, batch, cache);
  const states = [...initialStates(graph, steps, batch), ...decodes.states];
  const { states: after } = await addLoop(graph, graph.int64(steps), states, (body, step, values) =>
    samplingStep(body, decoder, decoding, { step, decodes, batch, draws }, values),
  );
  const { history, score, steps: stepsRun } = toSamplingState(after);
  const drawn = graph.op('Slice', [history, graph.int64s(1), graph.int64s(steps + 1), graph.int64s(1)]);
  const scores = graph.op('Unsqueeze', [score, graph.int64s(1)]);
  const isCaption = graph.op('Greater', [scores, graph.float(-Infinity)]);
  const tokens = graph.op('Unsqueeze', [
    graph.op('Where', [isCaption, drawn, graph.int64(specialIds.pad)]),
    graph.int64s(1),
  ]);
  const lengths = tokenCounts(graph, tokens);
  const place = graph.op('Max', [graph.op('Sub', [lengths, graph.int64(1)]), graph.int64(0)]);
  const divisors = lengthDivisors(graph, decoding.maxTokens, decoding.lengthPenalty);
  const divisor = graph.op('Gather', [divisors, place], { axis: 0 });
  return { tokens, lengths, scores: graph.op('Div', [scores, divisor]), steps: stepsRun };
}

function initialStates(graph: GraphBuilder, steps: number, batch: Value): LoopState[] {
  const { float, int64 } = dataType;
  const zeros = (zero: Value) => graph.op('Expand', [zero, batch]);
  return [
    emptyHistory(graph, steps, batch),
    { name: 'score', type: float, shape: ['B'], initial: zeros(graph.float(0)) },
    { name: 'finished', type: int64, shape: ['B'], initial: zeros(graph.int64(0)) },
    { name: 'steps', type: int64, shape: [], initial: graph.int64(0) },
  ];
}

function toSamplingState(values: readonly Value[]): SamplingState {
  const [history, score, finished, steps] = values;
  return { history: history!, score: score!, finished: finished!, steps: steps! };
}

/** One token for every caption that has not ended. */
function samplingStep(
  body: GraphBuilder,
  decoder: Decoder,
  decoding: Decoding,
  { step, decodes, batch, draws }: { step: Value; decodes: DecoderSteps; batch: Value; draws: Value },
  values: readonly Value[],
): LoopStep {
  const state = toSamplingState(values);
  const { history } = state;
  const handedOn = values.slice(samplingStates);
  const decoded = decodes.run(body, { step, history, parents: null, handedOn, beamSize: 1 });
  const logProbabilities = body.op(
    'LogSoftmax',
    [logits(body, decoder, decoded.states, decoding.temperature)],
    { axis: -1 },
  );
  const drawn = drawTokens(
    body,
    decoding,
    logProbabilities,
    bannedTokens(body, decoding, step, history, batch),
    body.op('Gather', [draws, step], { axis: 1 }),
    decoder.config.vocabSize,
  );
  const isLast = body.op('Equal', [step, body.int64(decoding.maxTokens)]);
  const eos = body.int64(specialIds.eos);
  const endScores = body.op('Gather', [logProbabilities, eos], { axis: 1 });
  const scores = body.op('Where', [isLast, endScores, drawn.scores]);
  const tokens = body.op('Where', [isLast, eos, drawn.tokens]);
  // False for what is not a number, too.
  const isDrawn = body.op('Greater', [scores, body.float(-Infinity)]);
  const ended = body.op('Equal', [state.finished, body.int64(1)]);
  const sane = body.op('Where', [isDrawn, scores, body.float(-Infinity)]);
  const ends = body.op('Or', [
    body.op('Or', [ended, body.op('Equal', [tokens, eos])]),
    body.op('Not', [isDrawn]),
  ]);
  const finished = body.op('Cast', [ends], { to: dataType.int64 });
  const nextStep = body.op('Add', [step, body.int64(1)]);
  const written = body.op('Where', [ended, body.int64(specialIds.pad), tokens]);
  return {
    proceed: body.op('Less', [body.op('ReduceMin', [finished], { keepdims: 0 }), body.int64(1)]),
    states: [
      body.op('Where', [
        isPlaceOf(body, nextStep, decoding.maxTokens + 2),
        body.op('Unsqueeze', [written, body.int64s(1)]),
        history,
      ]),
      body.op('Where', [ended, state.score, body.op('Add', [state.score, sane])]),
      finished,
      nextStep,
      ...decoded.handedOn,
    ],
    stacked: [],
  };
}
