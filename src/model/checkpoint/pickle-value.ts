import type { Refusal } from './refusal.js';

/** What a pickle is made of, as far as a checkpoint needs it. Nothing here is a Python object or can run. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleTuple
  | PickleDictionary
  | PickleFunction
  | StorageClass
  | TorchStorage
  | TorchTensor
  | PickleList
  | PassedOver;

export interface PickleTuple {
  readonly kind: 'tuple';
  readonly items: readonly PickleValue[];
}

export interface PickleDictionary {
  readonly kind: 'dictionary';
  /** Whether it may carry attributes, as an OrderedDict's `_metadata`. */
  readonly ordered: boolean;
  /** Null while it is empty: every tensor brings an empty one along. */
  entries: Map<PickleValue, PickleValue> | null;
}

/** A list; no tensor is described by one, so that its items are not kept. */
export interface PickleList {
  readonly kind: 'list';
}

/** A value that was read over: it is known to be harmless and not needed. */
export interface PassedOver {
  readonly kind: 'passed-over';
}

/** A callable that the pickle may name; `call` is ours, not Python's. */
export interface PickleFunction {
  readonly kind: 'function';
  readonly name: string;
  readonly call: (args: readonly PickleValue[], refuse: Refusal) => PickleValue;
}

/** `torch.FloatStorage` and its like. */
export interface StorageClass {
  readonly kind: 'storage-class';
  /** Upper-case safetensors name. */
  readonly dtype: string;
  readonly elementBytes: number;
}

/** Elements that tensors are views of; they lie in the archive's entry `data/KEY`. */
export interface TorchStorage {
  readonly kind: 'storage';
  readonly dtype: string;
  readonly elementBytes: number;
  readonly key: string;
  readonly elements: number;
}

/** A view of a storage; offset and strides count elements. */
export interface TorchTensor {
  readonly kind: 'tensor';
  readonly storage: TorchStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

type Kinded = Exclude<PickleValue, null | boolean | number | bigint | string>;

/** A value that is of one of the kinds above, or null. */
export function ofKind<Kind extends Kinded['kind']>(
  value: PickleValue | undefined,
  kind: Kind,
): Extract<Kinded, { kind: Kind }> | null {
  const matches = typeof value === 'object' && value !== null && value.kind === kind;
  return matches ? (value as Extract<Kinded, { kind: Kind }>) : null;
}

/** What a value is, for messages. */
export function describeValue(value: PickleValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'None';
  return typeof value === 'object' ? `a ${value.kind}` : `a ${typeof value}`;
}

const passedOver: PassedOver = { kind: 'passed-over' };

/** A function whose result is not needed, whatever it is given. */
export function passOver(name: string): PickleFunction {
  return { kind: 'function', name, call: () => passedOver };
}
