import { elementCount } from '../checkpoint/checkpoint.js';
import {
  dataType,
  type AttributeValue,
  type DataType,
  type FloatType,
  type Graph,
  type Initializer,
  type Node,
  type ValueInfo,
} from './onnx/model.js';
import type { Numerics } from './numerics.js';
import { toFloatBytes } from './float-bytes.js';
import type { WeightFile } from './weight-file.js';

/** Name of a value in the graph: an input, a constant or a node's output. */
export type Value = string;

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** The domain of ONNX Runtime's own operators. */
export const runtimeDomain = 'com.microsoft';

/** Smaller constants are written into the graph itself. */
const smallestExternalBytes = 1024;

/** What a graph and the bodies of its loops have in common. */
interface Shared {
  readonly weightFile: WeightFile;
  /** Names asked for as extra outputs. */
  readonly wanted: ReadonlySet<string>;
  readonly numerics: Numerics;
  names: number;
}

/** Collects the nodes and constants of one graph, or of one loop body inside it. */
export class GraphBuilder {
  readonly #shared: Shared;
  readonly #nodes: Node[] = [];
  readonly #initializers: Initializer[] = [];
  readonly #constants = new Map<string, Value>();
  readonly #marks = new Map<string, Value>();

  private constructor(shared: Shared) {
    this.#shared = shared;
  }

  /**
   * @param weightFile where large constants go
   * @param numerics what the graph calculates with
   * @param wanted names of marks that shall become outputs
   */
  static create(
    weightFile: WeightFile,
    numerics: Numerics,
    wanted: ReadonlySet<string> = new Set(),
  ): GraphBuilder {
    return new GraphBuilder({ weightFile, numerics, wanted, names: 0 });
  }

  get numerics(): Numerics {
    return this.#shared.numerics;
  }

  /** A builder for the body of a loop; it sees every value of this graph. */
  body(): GraphBuilder {
    return new GraphBuilder(this.#shared);
  }

  /** A name that occurs nowhere else: bodies share one name space with the graph around them. */
  name(hint: string): Value {
    return `${hint}_${this.#shared.names++}`;
  }

  /** Adds a node with one output. */
  op(operator: string, inputs: readonly Value[], attributes: Attributes = {}, domain = ''): Value {
    return this.ops(operator, inputs, 1, attributes, domain)[0]!;
  }

  /** Adds a node with several outputs. */
  ops(
    operator: string,
    inputs: readonly Value[],
    outputCount: number,
    attributes: Attributes = {},
    domain = '',
  ): Value[] {
    const outputs = Array.from({ length: outputCount }, () => this.name(operator));
    this.#nodes.push({ operator, domain, name: outputs[0]!, inputs, outputs, attributes });
    return outputs;
  }

  /** Adds a node whose output is a graph output of that name. */
  output(name: string, operator: string, inputs: readonly Value[], attributes: Attributes = {}): void {
    this.#nodes.push({ operator, domain: '', name, inputs, outputs: [name], attributes });
  }

  /** A vector of int64. */
  int64s(...values: number[]): Value {
    return this.#constant(dataType.int64, [values.length], BigInt64Array.from(values, BigInt));
  }

  /** A scalar int64. */
  int64(value: number): Value {
    return this.#constant(dataType.int64, [], BigInt64Array.of(BigInt(value)));
  }

  int64Tensor(shape: readonly number[], values: readonly number[]): Value {
    return this.#constant(dataType.int64, shape, BigInt64Array.from(values, BigInt));
  }

  int32Tensor(shape: readonly number[], values: Int32Array): Value {
    return this.#constant(dataType.int32, shape, values);
  }

  /** A scalar float32. */
  float(value: number): Value {
    return this.#constant(dataType.float, [], Float32Array.of(value));
  }

  floatTensor(shape: readonly number[], values: ArrayLike<number>): Value {
    return this.#constant(dataType.float, shape, Float32Array.from(values));
  }

  /** A scalar, of the type of the activations where no other is given. */
  scalar(value: number, type: FloatType = this.numerics.activations): Value {
    return this.#constant(type, [], toFloatBytes(Float32Array.of(value), type));
  }

  /** A scalar uint8. */
  uint8(value: number): Value {
    return this.#constant(dataType.uint8, [], Uint8Array.of(value));
  }

  /** Activations as float32; they are handed back where they are that already. */
  widen(value: Value): Value {
    return this.convert(value, this.numerics.activations, dataType.float);
  }

  /** A value of one float type as another. */
  convert(value: Value, from: FloatType, to: FloatType): Value {
    return from === to ? value : this.op('Cast', [value], { to });
  }

  bool(value: boolean): Value {
    return this.#constant(dataType.bool, [], Uint8Array.of(value ? 1 : 0));
  }

  /**
   * A tensor of weights, of the type of the activations where no other is given; large ones go to the weight file at once
   * and are not kept. In the body of a loop, weights of
   * convolutions must be its own: the runtime lays them out for its fast kernels only in the graph that holds them.
   */
  async weights(
    hint: string,
    shape: readonly number[],
    values: Float32Array | Float64Array,
    type: FloatType = this.numerics.activations,
  ): Promise<Value> {
    if (elementCount(shape) !== values.length) throw new Error(`${hint}: shape and values do not agree`);
    const floats = values instanceof Float32Array ? values : Float32Array.from(values);
    const stored = toFloatBytes(floats, type);
    if (stored.byteLength < smallestExternalBytes) return this.#constant(type, shape, stored);
    const name = this.name(hint);
    const data = await this.#shared.weightFile.append(stored);
    this.#initializers.push({ name, type, shape, data });
    return name;
  }

  /** A tensor of quantised weights. Equal ones are not joined: the runtime may rewrite those of one node. */
  async integerWeights(
    hint: string,
    shape: readonly number[],
    values: Int8Array | Int32Array,
  ): Promise<Value> {
    const type = values instanceof Int32Array ? dataType.int32 : dataType.int8;
    const name = this.name(hint);
    const data =
      values.byteLength < smallestExternalBytes
        ? bytesOf(values)
        : await this.#shared.weightFile.append(values);
    this.#initializers.push({ name, type, shape, data });
    return name;
  }

  /** Whether a mark of this name is asked for as an extra output. */
  wants(name: string): boolean {
    return this.#shared.wanted.has(name);
  }

  /** Names activations; they become an output, in float32, when they are asked for, and cost nothing otherwise. */
  mark(name: string, value: Value): void {
    if (this.wants(name)) this.collect(name, this.widen(value));
  }

  /** Makes float32 values an output, of every picture where the graph is the body of a loop. */
  collect(name: string, value: Value): void {
    this.#marks.set(name, value);
  }

  /** Marks of this graph that are asked for. */
  get marks(): ReadonlyMap<string, Value> {
    return this.#marks;
  }

  finish(name: string, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Graph {
    return { name, nodes: this.#nodes, initializers: this.#initializers, inputs, outputs };
  }

  #constant(type: DataType, shape: readonly number[], values: ArrayBufferView): Value {
    const data = bytesOf(values);
    const key = `${type}:${shape.join()}:${Buffer.from(data).toString('latin1')}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.name('constant');
    this.#initializers.push({ name, type, shape, data });
    this.#constants.set(key, name);
    return name;
  }
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
