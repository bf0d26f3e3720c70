import { elementCount } from '../checkpoint/checkpoint.js';
import {
  dataType,
  type AttributeValue,
  type DataType,
  type Graph,
  type Initializer,
  type Node,
  type ValueInfo,
} from './onnx/model.js';
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
   * @param wanted names of marks that shall become outputs
   */
  static create(weightFile: WeightFile, wanted: ReadonlySet<string> = new Set()): GraphBuilder {
    return new GraphBuilder({ weightFile, wanted, names: 0 });
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

  bool(value: boolean): Value {
    return this.#constant(dataType.bool, [], Uint8Array.of(value ? 1 : 0));
  }

  /**
   * A tensor of weights; large ones go to the weight file at once and are not kept. In the body of a loop, weights of
   * convolutions must be its own: the runtime lays them out for its fast kernels only in the graph that holds them.
   */
  async weights(hint: string, shape: readonly number[], values: Float32Array | Float64Array): Promise<Value> {
    if (elementCount(shape) !== values.length) throw new Error(`${hint}: shape and values do not agree`);
    const floats = values instanceof Float32Array ? values : Float32Array.from(values);
    if (floats.byteLength < smallestExternalBytes) return this.floatTensor(shape, floats);
    const name = this.name(hint);
    const data = await this.#shared.weightFile.append(floats);
    this.#initializers.push({ name, type: dataType.float, shape, data });
    return name;
  }

  /** Whether a mark of this name is asked for as an extra output. */
  wants(name: string): boolean {
    return this.#shared.wanted.has(name);
  }

  /** Names a value for tests; it becomes an output when it is asked for, and costs nothing otherwise. */
  mark(name: string, value: Value): void {
    if (this.wants(name)) this.#marks.set(name, value);
  }

  /** Marks of this graph that are asked for. */
  get marks(): ReadonlyMap<string, Value> {
    return this.#marks;
  }

  finish(name: string, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Graph {
    return { name, nodes: this.#nodes, initializers: this.#initializers, inputs, outputs };
  }

  #constant(type: DataType, shape: readonly number[], values: ArrayBufferView): Value {
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const key = `${type}:${shape.join()}:${Buffer.from(data).toString('latin1')}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.name('constant');
    this.#initializers.push({ name, type, shape, data });
    this.#constants.set(key, name);
    return name;
  }
}
