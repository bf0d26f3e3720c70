import { cacheStates, pairUp } from './decoder-cache.js';
import { logits } from './decoder-layers.js';
import { decoderStep } from './decoder-step.js';
import type { Decoder } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { addLoop } from './loop.js';

/**
 * Runs given tokens through the decoder, by the step that a search with a cache uses, and marks `decoder.logits`
 * `[L, B, vocabulary]` and `decoder.hidden<i>` `[L, B, width]`.
 * @param prefix `[B, L]` int64, bos first; L is at most the number of steps that the decoder was prepared for
 * @param batch `[1]`, holds B
 */
export async function forcePrefix(
  graph: GraphBuilder,
  decoder: Decoder,
  prefix: Value,
  batch: Value,
): Promise<void> {
  const length = graph.op('Gather', [graph.op('Shape', [prefix]), graph.int64(1)], { axis: 0 });
  await addLoop(graph, length, cacheStates(graph, decoder, batch), (body, step, values) => {
    const decoded = decoderStep(body, decoder, {
      step,
      tokens: body.op('Gather', [prefix, step], { axis: 1 }),
      parents: null,
      caches: pairUp(values),
      beamSize: 1,
    });
    decoded.layerStates.forEach((states, layer) => {
      body.mark(`decoder.hidden${layer}`, states);
    });
    body.mark('decoder.logits', logits(body, decoder, decoded.states, 1));
    return {
      proceed: body.op('Less', [step, length]),
      states: decoded.caches.flatMap((cache) => [cache.keys, cache.values]),
      stacked: [],
    };
  });
}
