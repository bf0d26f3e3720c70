/** A tensor as `torch.save` pickles it: contiguous, from the beginning of its storage unless said otherwise. */
export interface Pickled {
  readonly name: string;
  readonly shape: readonly number[];
  readonly strides?: readonly number[];
  readonly storageClass: string;
  readonly key: string;
  readonly elements: number;
}

export const opcodes = {
  protocol2: Buffer.from([0x80, 2]),
  mark: Buffer.from('('),
  tuple: Buffer.from('t'),
  emptyTuple: Buffer.from(')'),
  emptyDictionary: Buffer.from('}'),
  reduce: Buffer.from('R'),
  persistentId: Buffer.from('Q'),
  setItems: Buffer.from('u'),
  newFalse: Buffer.from([0x89]),
  stop: Buffer.from('.'),
} as const;

/** A pickle of an OrderedDict of tensors. */
export function tensorDictionary(rows: readonly Pickled[], nestedUnder?: string): Buffer {
  const dictionary = [...orderedDictionary(), opcodes.mark];
  for (const row of rows) dictionary.push(text(row.name), ...tensor(row));
  dictionary.push(opcodes.setItems);
  const top =
    nestedUnder === undefined
      ? dictionary
      : [opcodes.emptyDictionary, opcodes.mark, text(nestedUnder), ...dictionary, opcodes.setItems];
  return Buffer.concat([opcodes.protocol2, ...top, opcodes.stop]);
}

/** `GLOBAL` of a module and a name. */
export function named(module: string, name: string): Buffer {
  return Buffer.from(`c${module}\n${name}\n`);
}

/** `BINUNICODE`. */
export function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([Buffer.from('X'), length, bytes]);
}

function orderedDictionary(): Buffer[] {
  return [named('collections', 'OrderedDict'), opcodes.emptyTuple, opcodes.reduce];
}

function tensor({ shape, strides = contiguous(shape), storageClass, key, elements }: Pickled): Buffer[] {
  return [
    named('torch._utils', '_rebuild_tensor_v2'),
    opcodes.mark,
    opcodes.mark,
    text('storage'),
    named('torch', storageClass),
    text(key),
    text('cpu'),
    integer(elements),
    opcodes.tuple,
    opcodes.persistentId,
    integer(0),
    ...integers(shape),
    ...integers(strides),
    opcodes.newFalse,
    ...orderedDictionary(),
    opcodes.tuple,
    opcodes.reduce,
  ];
}

function integers(values: readonly number[]): Buffer[] {
  return [opcodes.mark, ...values.map(integer), opcodes.tuple];
}

/** `BININT`, or `LONG1` for what needs more than 32 bits. */
function integer(value: number): Buffer {
  const bytes = Buffer.alloc(10);
  if (value < 2 ** 31) {
    bytes.write('J');
    bytes.writeInt32LE(value, 1);
    return bytes.subarray(0, 5);
  }
  bytes.set([0x8a, 8]);
  bytes.writeBigInt64LE(BigInt(value), 2);
  return bytes;
}

function contiguous(shape: readonly number[]): number[] {
  return shape.map((_, dimension) => shape.slice(dimension + 1).reduce((product, size) => product * size, 1));
}
