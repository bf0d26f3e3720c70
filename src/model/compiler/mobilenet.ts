import { mobilenetBlocks } from '../mobilenet-blocks.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import type { ModelWeights } from './model-weights.js';
import type { PixelScaling } from './pixels.js';

const prefix = 'encoder.embed_images';

interface Convolution {
  readonly name: string;
  readonly stride: 1 | 2;
  readonly groups: number;
  readonly scaling?: PixelScaling;
}

/**
 * MobileNetV2 at width 1.0, batch normalisation already folded in its checkpoint.
 * @param pixels `[B, 3, S, S]`, mean already subtracted
 * @returns `[B, 1280, S / 32, S / 32]`
 */
export async function mobilenet(
  graph: GraphBuilder,
  weights: ModelWeights,
  pixels: Value,
  scaling: PixelScaling,
): Promise<Value> {
  const convolve = (input: Value, part: Convolution) => convolution(graph, weights, input, part);
  const activate = (input: Value) => graph.op('Clip', [input, graph.float(0), graph.float(6)]);
  let features = activate(await convolve(pixels, { name: 'stem', stride: 2, groups: 1, scaling }));
  for (const [index, block] of mobilenetBlocks.entries()) {
    const name = `blocks.${index}`;
    const expanded =
      block.expansion === 1
        ? features
        : activate(await convolve(features, { name: `${name}.expand`, stride: 1, groups: 1 }));
    const filtered = activate(
      await convolve(expanded, { name: `${name}.depthwise`, stride: block.stride, groups: block.hidden }),
    );
    const projected = await convolve(filtered, { name: `${name}.project`, stride: 1, groups: 1 });
    const residual = block.stride === 1 && block.inputs === block.outputs;
    features = residual ? graph.op('Add', [projected, features]) : projected;
  }
  return activate(await convolve(features, { name: 'head', stride: 1, groups: 1 }));
}

async function convolution(
  graph: GraphBuilder,
  weights: ModelWeights,
  input: Value,
  { name, stride, groups, scaling }: Convolution,
): Promise<Value> {
  const weightName = `${prefix}.${name}.weight`;
  const weight = await weights.floats(weightName);
  const shape = weights.shape(weightName);
  const [outputs = 0, inputs = 0, kernel = 0] = shape;
  if (scaling !== undefined) {
    const area = kernel * kernel;
    for (let i = 0; i < weight.length; i++) {
      weight[i] = weight[i]! / scaling[Math.floor(i / area) % inputs]!;
    }
  }
  const bias = await weights.floats(`${prefix}.${name}.bias`);
  return graph.op(
    'Conv',
    [
      input,
      await graph.weights(weightName, shape, weight),
      await graph.weights(`${prefix}.${name}.bias`, [outputs], bias),
    ],
    {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: padding(kernel, stride),
      group: groups,
    },
  );
}

/** Top, left, bottom, right. With stride 2 only the bottom and the right are padded, as in TensorFlow for even sizes. */
function padding(kernel: number, stride: 1 | 2): number[] {
  if (kernel === 1) return [0, 0, 0, 0];
  return stride === 2 ? [0, 0, 1, 1] : [1, 1, 1, 1];
}
