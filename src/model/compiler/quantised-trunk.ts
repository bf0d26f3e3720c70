import { byteScale, type Range } from '../calibration/range.js';
import { runtimeDomain, type GraphBuilder, type Value } from './graph-builder.js';
import type { Quantisation } from './numerics.js';
import { dequantise, quantise, rangeOf } from './quantised-values.js';
import { quantisedWeights } from './quantised-weights.js';
import {
  convolutionAttributes,
  type ConvolutionLayer,
  type Features,
  type TrunkArithmetic,
} from './trunk-arithmetic.js';

/** A trunk in bytes. */
export class QuantisedTrunk implements TrunkArithmetic {
  constructor(
    private readonly graph: GraphBuilder,
    private readonly quantisation: Quantisation,
  ) {}

  enter(name: string, floats: Value): Features {
    return { name, value: floats, isBytes: false };
  }

  async convolve(input: Features, layer: ConvolutionLayer): Promise<Features> {
    const { graph } = this;
    const { name, shape, weight, bias } = layer;
    const inputScale = byteScale(this.#range(input.name)).scale;
    const weights = await quantisedWeights(graph, name, shape, weight, bias, inputScale);
    const inputs = [
      this.#bytes(input),
      ...this.#scaleOf(input.name),
      weights.weight,
      weights.scales,
      weights.zeroPoints,
      ...this.#scaleOf(name),
      weights.bias,
    ];
    const value = graph.op('QLinearConv', inputs, convolutionAttributes(layer));
    return { name, value, isBytes: true };
  }

  add(name: string, one: Features, other: Features): Features {
    const inputs = [
      ...[one, other].flatMap((side) => [this.#bytes(side), ...this.#scaleOf(side.name)]),
      ...this.#scaleOf(name),
    ];
    return { name, value: this.graph.op('QLinearAdd', inputs, {}, runtimeDomain), isBytes: true };
  }

  leave({ name, value, isBytes }: Features): Value {
    return isBytes ? dequantise(this.graph, value, this.#range(name)) : value;
  }

  #bytes({ name, value, isBytes }: Features): Value {
    return isBytes ? value : quantise(this.graph, value, this.#range(name));
  }

  #range(name: string): Range {
    return rangeOf(this.quantisation, name);
  }

  /**
   * Scale and zero point as inputs of a node. Of an output they are the activation too: its range was measured after it,
   * and bytes are clipped at the ends of their range.
   */
  #scaleOf(name: string): [Value, Value] {
    const { scale, zeroPoint } = byteScale(this.#range(name));
    return [this.graph.float(scale), this.graph.uint8(zeroPoint)];
  }
}
