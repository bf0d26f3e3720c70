import { mobilenetBlocks } from '../mobilenet-blocks.js';
import { floatConvolution } from './float-trunk.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import type { ModelWeights } from './model-weights.js';
import type { PixelScaling } from './pixels.js';
import type { ConvolutionLayer, Features, TrunkArithmetic } from './trunk-arithmetic.js';

const prefix = 'encoder.embed_images';

interface Convolution {
  readonly name: string;
  readonly stride: 1 | 2;
  readonly groups: number;
  readonly activation: 'none' | 'relu6';
  readonly scaling?: PixelScaling;
}

/**
 * MobileNetV2 at width 1.0, batch normalisation already folded in its checkpoint. The stem and the first block are
 * in floats whatever the arithmetic: a third of what bytes lose, they lose there.
 * @param pixels `[B, 3, S, S]`, mean already subtracted
 * @returns `[B, 1280, S / 32, S / 32]`
 */
export async function mobilenet(
  graph: GraphBuilder,
  weights: ModelWeights,
  arithmetic: TrunkArithmetic,
  pixels: Value,
  scaling: PixelScaling,
): Promise<Value> {
  const convolve = async (input: Features, part: Convolution) =>
    arithmetic.convolve(input, await read(weights, part));
  let features = arithmetic.enter('blocks.0', await beginning(graph, weights, pixels, scaling));
  for (const [index, block] of mobilenetBlocks.slice(1).entries()) {
    const name = `blocks.${index + 1}`;
    const expand = { name: `${name}.expand`, stride: 1, groups: 1, activation: 'relu6' } as const;
    const expanded = await convolve(features, expand);
    const filtered = await convolve(expanded, {
      name: `${name}.depthwise`,
      stride: block.stride,
      groups: block.hidden,
      activation: 'relu6',
    });
    const project = { name: `${name}.project`, stride: 1, groups: 1, activation: 'none' } as const;
    const projected = await convolve(filtered, project);
    const residual = block.stride === 1 && block.inputs === block.outputs;
    features = residual ? arithmetic.add(name, projected, features, 'none') : projected;
  }
  const head = { name: 'head', stride: 1, groups: 1, activation: 'relu6' } as const;
  return arithmetic.leave(await convolve(features, head));
}

/** The stem and the first block, which does not expand. */
async function beginning(
  graph: GraphBuilder,
  weights: ModelWeights,
  pixels: Value,
  scaling: PixelScaling,
): Promise<Value> {
  const channels = mobilenetBlocks[0]?.hidden ?? 0;
  const parts: readonly Convolution[] = [
    { name: 'stem', stride: 2, groups: 1, activation: 'relu6', scaling },
    { name: 'blocks.0.depthwise', stride: 1, groups: channels, activation: 'relu6' },
    { name: 'blocks.0.project', stride: 1, groups: 1, activation: 'none' },
  ];
  let features = pixels;
  for (const part of parts) features = await floatConvolution(graph, features, await read(weights, part));
  return features;
}

async function read(
  weights: ModelWeights,
  { name, stride, groups, activation, scaling }: Convolution,
): Promise<ConvolutionLayer> {
  const weightName = `${prefix}.${name}.weight`;
  const weight = await weights.floats(weightName);
  const shape = weights.shape(weightName);
  const [, inputs = 0, kernel = 0] = shape;
  if (scaling !== undefined) {
    const area = kernel * kernel;
    for (let i = 0; i < weight.length; i++) {
      weight[i] = weight[i]! / scaling[Math.floor(i / area) % inputs]!;
    }
  }
  const bias = await weights.floats(`${prefix}.${name}.bias`);
  return { name, shape, weight, bias, stride, pads: padding(kernel, stride), groups, activation };
}

/** Top, left, bottom, right. With stride 2 only the bottom and the right are padded, as in TensorFlow for even sizes. */
function padding(kernel: number, stride: 1 | 2): number[] {
  if (kernel === 1) return [0, 0, 0, 0];
  return stride === 2 ? [0, 0, 1, 1] : [1, 1, 1, 1];
}
