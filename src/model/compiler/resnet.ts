import { resnetBlocks, type ResnetType } from '../config.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import type { ModelWeights } from './model-weights.js';
import type { PixelScaling } from './pixels.js';

/** Of every batch normalisation (resnet.py:218-219). */
const batchNormEpsilon = 1e-5;

const prefix = 'encoder.embed_images';

interface Convolution {
  readonly name: string;
  readonly norm: string;
  readonly stride: 1 | 2;
  /** What is still to be divided out of the input, per input channel. */
  readonly scaling?: PixelScaling;
}

/**
 * OFA's ResNet up to its third stage, batch normalisation folded into the convolutions (resnet.py:121-176, 234-316).
 * @param pixels `[B, 3, S, S]`, mean already subtracted
 * @returns `[B, 1024, S / 16, S / 16]`
 */
export async function resnet(
  graph: GraphBuilder,
  weights: ModelWeights,
  type: ResnetType,
  pixels: Value,
  scaling: PixelScaling,
): Promise<Value> {
  const convolve = (input: Value, convolution: Convolution) =>
    foldedConvolution(graph, weights, input, convolution);
  const stem = await convolve(pixels, { name: 'conv1', norm: 'bn1', stride: 2, scaling });
  graph.mark('resnet.bn1', stem);
  let features = graph.op('MaxPool', [graph.op('Relu', [stem])], {
    kernel_shape: [3, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
  });
  graph.mark('resnet.stem', features);
  for (const [stage, blocks] of resnetBlocks[type].entries()) {
    for (let block = 0; block < blocks; block++) {
      const name = `layer${stage + 1}.${block}`;
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const part = (index: number, stride: 1 | 2): Convolution => ({
        name: `${name}.conv${index}`,
        norm: `${name}.bn${index}`,
        stride,
      });
      const shortcut =
        block === 0
          ? await convolve(features, { name: `${name}.downsample.0`, norm: `${name}.downsample.1`, stride })
          : features;
      const narrowed = graph.op('Relu', [await convolve(features, part(1, 1))]);
      const filtered = graph.op('Relu', [await convolve(narrowed, part(2, stride))]);
      const widened = await convolve(filtered, part(3, 1));
      features = graph.op('Relu', [graph.op('Add', [widened, shortcut])]);
    }
    graph.mark(`resnet.layer${stage + 1}`, features);
  }
  return features;
}

async function foldedConvolution(
  graph: GraphBuilder,
  weights: ModelWeights,
  input: Value,
  { name, norm, stride, scaling }: Convolution,
): Promise<Value> {
  const weightName = `${prefix}.${name}.weight`;
  const weight = await weights.floats(weightName);
  const shape = weights.shape(weightName);
  const [outputs = 0, inputs = 0, kernel = 0] = shape;
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
  return graph.op(
    'Conv',
    [
      input,
      await graph.weights(weightName, shape, weight),
      await graph.weights(`${prefix}.${norm}.bias`, [outputs], bias),
    ],
    {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: Array<number>(4).fill((kernel - 1) / 2),
    },
  );
}
