import type { Value } from './graph-builder.js';

export type Activation = 'none' | 'relu' | 'relu6';

/** A convolution with its batch normalisation folded in, and what follows it. */
export interface ConvolutionLayer {
  /** Also the name of its output's range. */
  readonly name: string;
  /** `[outputs, inputs / groups, kernel, kernel]`. */
  readonly shape: readonly number[];
  readonly weight: Float32Array;
  /** `[outputs]`. */
  readonly bias: Float32Array;
  readonly stride: 1 | 2;
  /** Top, left, bottom, right. */
  readonly pads: readonly number[];
  readonly groups: number;
  readonly activation: Activation;
}

/** Features on their way through a trunk, `[B, channels, side, side]`; only the arithmetic knows what they are made of. */
export interface Features {
  readonly name: string;
  /** As floats, or as bytes in the range of this name. */
  readonly value: Value;
  readonly isBytes: boolean;
}

/** What a trunk is calculated with: floats, or bytes. */
export interface TrunkArithmetic {
  /** Takes floats in. */
  enter(name: string, floats: Value): Features;
  convolve(input: Features, layer: ConvolutionLayer): Promise<Features>;
  /** The sum, then the activation. */
  add(name: string, one: Features, other: Features, activation: Activation): Features;
  /** Gives floats out. */
  leave(features: Features): Value;
}

/** The attributes of a convolution's node. */
export function convolutionAttributes({ shape, stride, pads, groups }: ConvolutionLayer) {
  const [, , kernel = 1] = shape;
  return { kernel_shape: [kernel, kernel], strides: [stride, stride], pads, group: groups };
}
