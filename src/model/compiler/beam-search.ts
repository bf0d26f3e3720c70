import type { Decoding } from '../decoding.js';
import { specialIds } from '../tokenizer/tokenizer.js';
import { searchStep, toSearchState } from './beam-step.js';
import { topK } from './candidates.js';
import { decoderSteps } from './decoder-steps.js';
import type { Decoder } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { emptyHistory, range, tokenCounts, type Hypotheses } from './hypotheses.js';
import { addLoop, type LoopState } from './loop.js';
import { dataType } from './onnx/model.js';

/**
 * fairseq's beam search as one loop (sequence_generator.py:240-591): it ends when every picture has K finished hypotheses.
 * A picture that is done earlier runs along, its results frozen.
 * @param batch `[1]`, holds B
 * @param cache whether steps hand keys and values on
 */
export async function beamSearch(
  graph: GraphBuilder,
  decoder: Decoder,
  decoding: Decoding,
  batch: Value,
  cache: boolean,
): Promise<Hypotheses> {
  const { beamSize } = decoding;
  const steps = decoding.maxTokens + 1;
  const rows = graph.op('Mul', [batch, graph.int64s(beamSize)]);
  const pictures = graph.op('Unsqueeze', [range(graph, batch), graph.int64s(1)]);
  const decodes = decoderSteps(graph, decoder, rows, cache);
  const states = [...initialStates(graph, beamSize, steps, batch, rows), ...decodes.states];
  const { states: after } = await addLoop(graph, graph.int64(steps), states, (body, step, values) => {
    return searchStep(body, decoder, decoding, { step, decoderSteps: decodes, rows, pictures }, values);
  });
  const { finishedScores, finishedHistory, steps: stepsRun } = toSearchState(after);
  return bestFirst(graph, beamSize, steps + 1, pictures, {
    scores: finishedScores,
    history: finishedHistory,
    steps: stepsRun,
  });
}

/** One beam a picture that holds bos, nothing finished; in the order of `SearchState`. */
function initialStates(
  graph: GraphBuilder,
  beamSize: number,
  steps: number,
  batch: Value,
  rows: Value,
): LoopState[] {
  const historyWidth = steps + 1;
  const sized = (value: Value, leading: Value, ...shape: number[]) =>
    graph.op('Expand', [value, graph.op('Concat', [leading, graph.int64s(...shape)], { axis: 0 })]);
  const onlyFirstBeam = [0, ...Array<number>(beamSize - 1).fill(-Infinity)];
  const { float, int64 } = dataType;
  return [
    emptyHistory(graph, steps, rows),
    {
      name: 'cumulative',
      type: float,
      shape: ['B', beamSize],
      initial: sized(graph.floatTensor([1, beamSize], onlyFirstBeam), batch, beamSize),
    },
    { name: 'parents', type: int64, shape: ['R'], initial: range(graph, rows) },
    {
      name: 'finished_scores',
      type: float,
      shape: ['B', beamSize + 1],
      initial: sized(graph.float(-Infinity), batch, beamSize + 1),
    },
    {
      name: 'finished_history',
      type: int64,
      shape: ['B', beamSize + 1, historyWidth],
      initial: sized(graph.int64(specialIds.pad), batch, beamSize + 1, historyWidth),
    },
    {
      name: 'finished_count',
      type: int64,
      shape: ['B'],
      initial: graph.op('Expand', [graph.int64(0), batch]),
    },
    { name: 'steps', type: int64, shape: [], initial: graph.int64(0) },
  ];
}

/** Sorts what was filed, best score first (sequence_generator.py:581-591). */
function bestFirst(
  graph: GraphBuilder,
  beamSize: number,
  historyWidth: number,
  pictures: Value,
  finished: { scores: Value; history: Value; steps: Value },
): Hypotheses {
  const kept = graph.op('Slice', [finished.scores, graph.int64s(0), graph.int64s(beamSize), graph.int64s(1)]);
  const [scores, order] = topK(graph, kept, beamSize);
  const rows = graph.op('Add', [order, graph.op('Mul', [pictures, graph.int64(beamSize + 1)])]);
  const histories = graph.op('Gather', [graph.op('Flatten', [finished.history], { axis: 2 }), rows], {
    axis: 0,
  });
  const tokens = graph.op('Slice', [histories, graph.int64s(1), graph.int64s(historyWidth), graph.int64s(2)]);
  return { tokens, lengths: tokenCounts(graph, tokens), scores, steps: finished.steps };
}
