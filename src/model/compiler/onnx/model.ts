/** Element types (onnx.proto `TensorProto.DataType`). */
export const dataType = {
  float: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  double: 11,
  bfloat16: 16,
} as const;
export type DataType = (typeof dataType)[keyof typeof dataType];

/** What weights and activations may be. */
export type FloatType = typeof dataType.float | typeof dataType.float16 | typeof dataType.bfloat16;

/** A length, or the name of one that is only known at run time. */
export type Dimension = number | string;

/** Name, element type and shape of an input or output. */
export interface ValueInfo {
  readonly name: string;
  readonly type: DataType;
  /** Null where nothing is said about it. */
  readonly shape: readonly Dimension[] | null;
}

/** A constant: its bytes, or where they lie in a file beside the model. */
export interface Initializer {
  readonly name: string;
  readonly type: DataType;
  /** Empty for a scalar; `Loop` tells scalars and one-element vectors apart. */
  readonly shape: readonly number[];
  readonly data: Uint8Array | ExternalData;
}

export interface ExternalData {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** Numbers are integers; a float is wrapped so that 1 and 1.0 are told apart. */
export type AttributeValue = number | readonly number[] | string | { readonly float: number } | Graph;

export interface Node {
  readonly operator: string;
  /** Empty for the ONNX standard. */
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly initializers: readonly Initializer[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
}
