import type { PickleMachine } from './pickle-machine.js';
import { describeValue, ofKind, type PickleValue } from './pickle-value.js';

/** One opcode of Python's pickle format (pickletools.py), with what it does here. */
export interface PickleOperation {
  readonly name: string;
  readonly run: (machine: PickleMachine) => void;
}

const supportedProtocol = 2;
const list = { kind: 'list' } as const;

/** The opcodes with which PyTorch writes a checkpoint: protocol 2. STOP is the reader's. */
export const pickleOperations: ReadonlyMap<number, PickleOperation> = new Map(
  Object.entries<PickleOperation>({
    '\x80': { name: 'PROTO', run: checkProtocol },
    '(': {
      name: 'MARK',
      run: (machine) => {
        machine.mark();
      },
    },
    '0': {
      name: 'POP',
      run: (machine) => {
        machine.pop();
      },
    },
    N: pushing('NONE', () => null),
    '\x88': pushing('NEWTRUE', () => true),
    '\x89': pushing('NEWFALSE', () => false),
    K: pushing('BININT1', ({ source }) => source.byte()),
    M: pushing('BININT2', ({ source }) => source.uint16()),
    J: pushing('BININT', ({ source }) => source.int32()),
    '\x8a': pushing('LONG1', ({ source }) => source.integer(source.byte())),
    G: pushing('BINFLOAT', ({ source }) => source.float64()),
    X: pushing('BINUNICODE', ({ source }) => source.string(source.uint32())),
    ')': pushing('EMPTY_TUPLE', () => tuple([])),
    '\x85': pushing('TUPLE1', (machine) => tuple(machine.popMany(1))),
    '\x86': pushing('TUPLE2', (machine) => tuple(machine.popMany(2))),
    '\x87': pushing('TUPLE3', (machine) => tuple(machine.popMany(3))),
    t: pushing('TUPLE', (machine) => tuple(machine.popToMark())),
    ']': pushing('EMPTY_LIST', () => list),
    a: {
      name: 'APPEND',
      run: (machine) => {
        append(machine, machine.popMany(1));
      },
    },
    e: {
      name: 'APPENDS',
      run: (machine) => {
        append(machine, machine.popToMark());
      },
    },
    '}': pushing('EMPTY_DICT', () => ({ kind: 'dictionary', ordered: false, entries: null })),
    s: {
      name: 'SETITEM',
      run: (machine) => {
        setItems(machine, machine.popMany(2));
      },
    },
    u: {
      name: 'SETITEMS',
      run: (machine) => {
        setItems(machine, machine.popToMark());
      },
    },
    q: {
      name: 'BINPUT',
      run: (machine) => {
        machine.remember(machine.source.byte());
      },
    },
    r: {
      name: 'LONG_BINPUT',
      run: (machine) => {
        machine.remember(machine.source.uint32());
      },
    },
    h: {
      name: 'BINGET',
      run: (machine) => {
        machine.recall(machine.source.byte());
      },
    },
    j: {
      name: 'LONG_BINGET',
      run: (machine) => {
        machine.recall(machine.source.uint32());
      },
    },
    c: pushing('GLOBAL', findGlobal),
    R: pushing('REDUCE', callFunction),
    '\x81': pushing('NEWOBJ', callFunction),
    b: { name: 'BUILD', run: setState },
    Q: pushing('BINPERSID', (machine) => machine.vocabulary.load(machine.popTuple(), machine.refuse)),
  }).map(([character, operation]) => [character.charCodeAt(0), operation]),
);

function pushing(name: string, make: (machine: PickleMachine) => PickleValue): PickleOperation {
  return {
    name,
    run: (machine) => {
      machine.push(make(machine));
    },
  };
}

function tuple(items: readonly PickleValue[]): PickleValue {
  return { kind: 'tuple', items };
}

function checkProtocol({ source, refuse }: PickleMachine): void {
  const protocol = source.byte();
  if (protocol !== supportedProtocol) {
    throw refuse(`pickle protocol ${protocol}; save the checkpoint again with PyTorch's default, protocol 2`);
  }
}

function append(machine: PickleMachine, items: readonly PickleValue[]): void {
  const target = machine.peek();
  if (ofKind(target, 'list') !== null || ofKind(target, 'passed-over') !== null) return;
  throw machine.refuse(`appends ${items.length} items to ${describeValue(target)}`);
}

function setItems(machine: PickleMachine, items: readonly PickleValue[]): void {
  const target = machine.peek();
  const dictionary = ofKind(target, 'dictionary');
  if (dictionary === null) throw machine.refuse(`sets items of ${describeValue(target)}`);
  if (items.length % 2 !== 0) throw machine.refuse('sets a key without a value');
  for (let at = 0; at < items.length; at += 2) {
    dictionary.entries ??= new Map();
    dictionary.entries.set(items[at]!, items[at + 1]!);
  }
}

function findGlobal({ source, vocabulary, refuse }: PickleMachine): PickleValue {
  const name = `${source.line()}.${source.line()}`;
  const meaning = vocabulary.find(name);
  if (meaning !== null) return meaning;
  throw refuse(
    `asks for ${JSON.stringify(name.slice(0, 200))}, which no plain checkpoint needs and which is never run; ` +
      `save the weights alone, as torch.save(model.state_dict(), file) does`,
  );
}

function callFunction(machine: PickleMachine): PickleValue {
  const { items } = machine.popTuple();
  const callee = machine.pop();
  const known = ofKind(callee, 'function');
  if (known === null) throw machine.refuse(`calls ${describeValue(callee)}`);
  return known.call(items, machine.refuse);
}

/** State of an OrderedDict is its `_metadata`; what is passed over keeps none. */
function setState(machine: PickleMachine): void {
  machine.pop();
  const target = machine.peek();
  const isKnown = ofKind(target, 'dictionary')?.ordered === true || ofKind(target, 'passed-over') !== null;
  if (!isKnown) throw machine.refuse(`sets the state of ${describeValue(target)}`);
}
