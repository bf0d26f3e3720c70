import { cacheStates, pairUp } from './decoder-cache.js';
import { recomputedStep } from './decoder-recomputed.js';
import { decoderStep } from './decoder-step.js';
import type { Decoder } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import type { LoopState } from './loop.js';

/** The decoder inside a loop that decodes token by token. */
export interface DecoderSteps {
  /** What it hands on from step to step; the loop carries it. */
  readonly states: readonly LoopState[];
  /** @returns states `[R, width]` of every row's last token, and what it hands on */
  readonly run: (
    body: GraphBuilder,
    input: StepInput,
  ) => { readonly states: Value; readonly handedOn: readonly Value[] };
}

export interface StepInput {
  /** Scalar: number of the step. */
  readonly step: Value;
  /** `[R, more than step]`: bos and the tokens so far. */
  readonly history: Value;
  /** `[R]`: the row of the step before that every row continues, or null where rows never change places. */
  readonly parents: Value | null;
  /** What the step before handed on. */
  readonly handedOn: readonly Value[];
  readonly beamSize: number;
}

/**
 * @param rows `[1]`, holds R
 * @param cache whether keys and values of earlier tokens are handed on, or computed again
 */
export function decoderSteps(
  graph: GraphBuilder,
  decoder: Decoder,
  rows: Value,
  cache: boolean,
): DecoderSteps {
  if (!cache) {
    return {
      states: [],
      run: (body, { step, history, beamSize }) => ({
        states: recomputedStep(body, decoder, step, history, beamSize),
        handedOn: [],
      }),
    };
  }
  return {
    states: cacheStates(graph, decoder, rows),
    run: (body, { step, history, parents, handedOn, beamSize }) => {
      const { states, caches } = decoderStep(body, decoder, {
        step,
        tokens: body.op('Gather', [history, step], { axis: 1 }),
        parents,
        caches: pairUp(handedOn),
        beamSize,
      });
      return { states, handedOn: caches.flatMap(({ keys, values }) => [keys, values]) };
    },
  };
}
