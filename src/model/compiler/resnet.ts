import { resnetBlocks, type ResnetType } from '../config.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import type { ModelWeights } from './model-weights.js';
import type { PixelScaling } from './pixels.js';
import { activate, floatConvolution } from './float-trunk.js';
import type { ConvolutionLayer, Features, TrunkArithmetic } from './trunk-arithmetic.js';

/** Of every batch normalisation (resnet.py:218-219). */
const batchNormEpsilon = 1e-5;

const prefix = 'encoder.embed_images';

interface Convolution {
  readonly name: string;
  readonly norm: string;
  readonly stride: 1 | 2;
  readonly activation: 'none' | 'relu';
  /** What is still to be divided out of the input, per input channel. */
  readonly scaling?: PixelScaling;
}

/**
 * OFA's ResNet up to its third stage, batch normalisation folded into the convolutions (resnet.py:121-176, 234-316). The first
 * convolution is in floats whatever the arithmetic: it costs little, and its input is not a multiple of a byte's scale.
 * @param pixels `[B, 3, S, S]`, mean already subtracted
 * @returns `[B, 1024, S / 16, S / 16]`
 */
export async function resnet(
  graph: GraphBuilder,
  weights: ModelWeights,
  arithmetic: TrunkArithmetic,
  type: ResnetType,
  pixels: Value,
  scaling: PixelScaling,
): Promise<Value> {
  let features = arithmetic.enter('stem', await stem(graph, weights, pixels, scaling));
  for (const [stage, blocks] of resnetBlocks[type].entries()) {
    for (let block = 0; block < blocks; block++) {
      const name = `layer${stage + 1}.${block}`;
      features = await bottleneck(weights, arithmetic, name, features, {
        stride: stage > 0 && block === 0 ? 2 : 1,
        isFirst: block === 0,
      });
    }
    graph.mark(`resnet.layer${stage + 1}`, arithmetic.leave(features));
  }
  return arithmetic.leave(features);
}

async function stem(
  graph: GraphBuilder,
  weights: ModelWeights,
  pixels: Value,
  scaling: PixelScaling,
): Promise<Value> {
  const layer = { name: 'conv1', norm: 'bn1', stride: 2, activation: 'none', scaling } as const;
  const convolved = await floatConvolution(graph, pixels, await folded(weights, layer));
  graph.mark('resnet.bn1', convolved);
  const pooled = graph.op('MaxPool', [activate(graph, convolved, 'relu')], {
    kernel_shape: [3, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
  });
  graph.mark('resnet.stem', pooled);
  return pooled;
}

async function bottleneck(
  weights: ModelWeights,
  arithmetic: TrunkArithmetic,
  name: string,
  input: Features,
  { stride, isFirst }: { readonly stride: 1 | 2; readonly isFirst: boolean },
): Promise<Features> {
  const convolve = async (features: Features, convolution: Convolution) =>
    arithmetic.convolve(features, await folded(weights, convolution));
  const part = (index: number, partStride: 1 | 2, activation: 'none' | 'relu'): Convolution => ({
    name: `${name}.conv${index}`,
    norm: `${name}.bn${index}`,
    stride: partStride,
    activation,
  });
  const [projection, norm] = [`${name}.downsample.0`, `${name}.downsample.1`];
  const shortcut = isFirst
    ? await convolve(input, { name: projection, norm, stride, activation: 'none' })
    : input;
  const narrowed = await convolve(input, part(1, 1, 'relu'));
  const filtered = await convolve(narrowed, part(2, stride, 'relu'));
  const widened = await convolve(filtered, part(3, 1, 'none'));
  return arithmetic.add(name, widened, shortcut, 'relu');
}

/** A convolution with its batch normalisation folded in. */
async function folded(
  weights: ModelWeights,
  { name, norm, stride, activation, scaling }: Convolution,
): Promise<ConvolutionLayer> {
  const weightName = `${prefix}.${name}.weight`;
  const weight = await weights.floats(weightName);
  const shape = weights.shape(weightName);
  const [, inputs = 0, kernel = 0] = shape;
  const gain = await weights.floats(`${prefix}.${norm}.weight`);
  const shift = await weights.floats(`${prefix}.${norm}.bias`);
  const mean = await weights.floats(`${prefix}.${norm}.running_mean`);
  const variance = await weights.floats(`${prefix}.${norm}.running_var`);
  const factors = Float64Array.from(gain, (value, i) => value / Math.sqrt(variance[i]! + batchNormEpsilon));
  const bias = Float32Array.from(shift, (value, i) => value - mean[i]! * factors[i]!);
  const area = kernel * kernel;
  for (let i = 0; i < weight.length; i++) {
    const channel = Math.floor(i / area) % inputs;
    weight[i] = (weight[i]! * factors[Math.floor(i / (area * inputs))]!) / (scaling?.[channel] ?? 1);
  }
  const pads = Array<number>(4).fill((kernel - 1) / 2);
  return { name, shape, weight, bias, stride, pads, groups: 1, activation };
}
