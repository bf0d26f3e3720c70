import type { Channels } from '../task-configuration.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { dataType } from './onnx/model.js';

/** Standard deviation of each channel in units of a pixel's 0 to 255; the first convolution divides by it. */
export type PixelScaling = Channels;

/** `[B, S, S, 3]` uint8 to `[B, 3, S, S]` minus the mean, of the type of the convolutions. Dividing is left to the weights of the first convolution;
 * the mean cannot go there too, because padding must stay zero. */
export function centrePixels(graph: GraphBuilder, pixels: Value, mean: Channels): Value {
  const planes = graph.op('Cast', [graph.op('Transpose', [pixels], { perm: [0, 3, 1, 2] })], {
    to: dataType.float,
  });
  const offsets = graph.floatTensor(
    [1, 3, 1, 1],
    mean.map((value) => value * 255),
  );
  const centred = graph.op('Sub', [planes, offsets]);
  if (graph.wants('pixels.centred')) graph.collect('pixels.centred', centred);
  return graph.convert(centred, dataType.float, graph.numerics.convolutions);
}

export function pixelScaling(std: Channels): PixelScaling {
  const [red, green, blue] = std;
  return [red * 255, green * 255, blue * 255];
}
