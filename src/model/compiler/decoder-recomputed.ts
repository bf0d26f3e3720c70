import { attend, attendPicture, decoderLayers } from './decoder-layers.js';
import type { Decoder } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { dataType } from './onnx/model.js';

/**
 * All tokens so far through all layers, with nothing kept from the steps before, as the reference does it
 * (sequence_generator.py:197-203). L is the number of tokens so far, R = B·K.
 * @param step scalar: number of the step, L - 1
 * @param history `[R, at least L]`
 * @returns `[R, width]` of the last tokens, after the final normalisation
 */
export function recomputedStep(
  graph: GraphBuilder,
  decoder: Decoder,
  step: Value,
  history: Value,
  beamSize: number,
): Value {
  const { config, biases } = decoder;
  const { heads } = config.decoder;
  const headWidth = config.width / heads;
  const end = graph.op('Unsqueeze', [graph.op('Add', [step, graph.int64(1)]), graph.int64s(0)]);
  const upToStep = (value: Value, axis: number) =>
    graph.op('Slice', [value, graph.int64s(0), end, graph.int64s(axis)]);
  const shaped = (value: Value, ...parts: readonly Value[]) =>
    graph.op('Reshape', [value, graph.op('Concat', parts, { axis: 0 })]);
  const tokens = graph.op('Reshape', [upToStep(history, 1), graph.int64s(-1)]);
  // [L, layers, heads, 1, L] to [layers, heads, L, L]
  const selfBias = graph.op('Squeeze', [
    graph.op('Transpose', [upToStep(upToStep(biases.self, 0), 4)], { perm: [3, 1, 2, 0, 4] }),
    graph.int64s(0),
  ]);
  const causal = upToStep(upToStep(causalMask(graph, decoder.steps), 0), 1);
  const maskedBias = graph.op('Add', [selfBias, causal]);
  // [L, heads, 1, N] to [heads, 1, L, N]
  const crossBias = graph.op('Transpose', [upToStep(biases.cross, 0)], { perm: [1, 2, 0, 3] });
  const headShape = graph.int64s(heads, headWidth);
  const split = (value: Value, ...perm: number[]) =>
    graph.op('Transpose', [shaped(value, graph.int64s(-1), end, headShape)], { perm });

  const { states } = decoderLayers(graph, decoder, tokens, {
    tokens: (layer, { query, key, value }) => {
      const bias = graph.op('Gather', [maskedBias, graph.int64(layer)], { axis: 0 });
      const [queries, keys, values] = [
        split(query, 0, 2, 1, 3),
        split(key, 0, 2, 3, 1),
        split(value, 0, 2, 1, 3),
      ];
      const context = attend(graph, queries, keys, values, bias);
      const inOrder = graph.op('Transpose', [context], { perm: [0, 2, 1, 3] });
      return graph.op('Reshape', [inOrder, graph.int64s(-1, config.width)]);
    },
    picture: (layer, queries) => {
      const rowsOfPicture = graph.op('Mul', [end, graph.int64s(beamSize)]);
      const byPicture = shaped(queries, graph.int64s(-1), rowsOfPicture, headShape);
      // A token's place decides its bias, so [B, heads, K·L, N] takes it as [B, heads, K, L, N].
      const addBias = (scores: Value) => {
        const byBeam = shaped(scores, graph.int64s(-1, heads, beamSize), end, graph.int64s(decoder.length));
        return shaped(
          graph.op('Add', [byBeam, crossBias]),
          graph.int64s(-1, heads),
          rowsOfPicture,
          graph.int64s(decoder.length),
        );
      };
      return attendPicture(graph, byPicture, layer, addBias, config.width);
    },
  });
  const bySequence = shaped(states, graph.int64s(-1), end, graph.int64s(config.width));
  return graph.op('Gather', [bySequence, step], { axis: 1 });
}

/** `[steps, steps]`: -inf where a token would see one that comes after it. */
function causalMask(graph: GraphBuilder, steps: number): Value {
  const mask = Array.from({ length: steps * steps }, (_, index) =>
    index % steps > Math.floor(index / steps) ? -Infinity : 0,
  );
  const { float } = dataType;
  return graph.convert(graph.floatTensor([steps, steps], mask), float, graph.numerics.activations);
}
