import { observe } from './observation.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import {
  convolutionAttributes,
  type Activation,
  type ConvolutionLayer,
  type Features,
  type TrunkArithmetic,
} from './trunk-arithmetic.js';

/** A trunk in floats. */
export class FloatTrunk implements TrunkArithmetic {
  constructor(private readonly graph: GraphBuilder) {}

  enter(name: string, floats: Value): Features {
    observe(this.graph, name, floats);
    return { name, value: floats, isBytes: false };
  }

  async convolve(input: Features, layer: ConvolutionLayer): Promise<Features> {
    return this.enter(layer.name, await floatConvolution(this.graph, input.value, layer));
  }

  add(name: string, one: Features, other: Features, activation: Activation): Features {
    return this.enter(name, activate(this.graph, this.graph.op('Add', [one.value, other.value]), activation));
  }

  leave(features: Features): Value {
    return features.value;
  }
}

/** A convolution and its activation, in floats. */
export async function floatConvolution(
  graph: GraphBuilder,
  input: Value,
  layer: ConvolutionLayer,
): Promise<Value> {
  const { name, shape, weight, bias, activation } = layer;
  const { convolutions } = graph.numerics;
  const inputs = [
    input,
    await graph.weights(`${name}.weight`, shape, weight, convolutions),
    await graph.weights(`${name}.bias`, [bias.length], bias, convolutions),
  ];
  return activate(graph, graph.op('Conv', inputs, convolutionAttributes(layer)), activation);
}

export function activate(graph: GraphBuilder, value: Value, activation: Activation): Value {
  if (activation === 'none') return value;
  if (activation === 'relu') return graph.op('Relu', [value]);
  const { convolutions } = graph.numerics;
  return graph.op('Clip', [value, graph.scalar(0, convolutions), graph.scalar(6, convolutions)]);
}
