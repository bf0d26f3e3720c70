import { bitsOfDtype } from './dtype.js';
import type { PickleVocabulary } from './pickle-machine.js';
import {
  describeValue,
  ofKind,
  passOver,
  type PickleTuple,
  type PickleValue,
  type TorchStorage,
} from './pickle-value.js';
import type { Refusal } from './refusal.js';
import { rebuildTensor } from './torch-tensor.js';

const dtypeByStorage = {
  FloatStorage: 'F32',
  HalfStorage: 'F16',
  BFloat16Storage: 'BF16',
  DoubleStorage: 'F64',
  LongStorage: 'I64',
  IntStorage: 'I32',
  ShortStorage: 'I16',
  CharStorage: 'I8',
  ByteStorage: 'U8',
  BoolStorage: 'BOOL',
};

/** What fairseq keeps beside its weights: settings, counters, the best score. None of it is built. */
const besideTheWeights = [
  'argparse.Namespace',
  '_codecs.encode',
  '__builtin__.set',
  'torch.Size',
  'torch.device',
  'numpy.dtype',
  'numpy.ndarray',
  'numpy.core.multiarray.scalar',
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray.scalar',
  'numpy._core.multiarray._reconstruct',
];

const meanings: ReadonlyMap<string, PickleValue> = new Map<string, PickleValue>([
  ['collections.OrderedDict', functionOf('OrderedDict', makeOrderedDictionary)],
  ['torch._utils._rebuild_tensor_v2', functionOf('_rebuild_tensor_v2', rebuildTensor)],
  ['torch._utils._rebuild_parameter', functionOf('_rebuild_parameter', unwrapParameter)],
  ...Object.entries(dtypeByStorage).map(([name, dtype]): [string, PickleValue] => [
    `torch.${name}`,
    { kind: 'storage-class', dtype, elementBytes: (bitsOfDtype(dtype) ?? 0) / 8 },
  ]),
  ...besideTheWeights.map((name): [string, PickleValue] => [name, passOver(name)]),
]);

/** What a PyTorch checkpoint may name, and its persistent ids: storages (torch/serialization.py, `persistent_id`). */
export const torchVocabulary: PickleVocabulary = {
  find: (name) => meanings.get(name) ?? null,
  load: loadStorage,
};

function functionOf(
  name: string,
  call: (args: readonly PickleValue[], refuse: Refusal) => PickleValue,
): PickleValue {
  return { kind: 'function', name, call };
}

function makeOrderedDictionary(args: readonly PickleValue[], refuse: Refusal): PickleValue {
  if (args.length > 0) throw refuse('an OrderedDict with arguments');
  return { kind: 'dictionary', ordered: true, entries: null };
}

/** `_rebuild_parameter(data, requires_grad, backward_hooks)`. */
function unwrapParameter(args: readonly PickleValue[], refuse: Refusal): PickleValue {
  const tensor = ofKind(args[0], 'tensor');
  if (tensor === null) throw refuse(`a parameter of ${describeValue(args[0])}`);
  return tensor;
}

/** `('storage', class, key, device, elements)`; the device it was on does not matter. */
function loadStorage({ items }: PickleTuple, refuse: Refusal): TorchStorage {
  const [kind, type, key, device, elements] = items;
  const storageClass = ofKind(type, 'storage-class');
  const isStorage =
    items.length === 5 && kind === 'storage' && storageClass !== null && typeof device === 'string';
  if (!isStorage) throw refuse('a persistent id that is no storage');
  if (typeof key !== 'string' || !/^[0-9]{1,19}$/.test(key)) {
    const shown = typeof key === 'string' ? JSON.stringify(key.slice(0, 200)) : describeValue(key);
    throw refuse(`a storage with the key ${shown}; keys are numbers`);
  }
  if (typeof elements !== 'number' || !Number.isSafeInteger(elements) || elements < 0) {
    throw refuse(`storage ${key} with an impossible number of elements`);
  }
  const { dtype, elementBytes } = storageClass;
  return { kind: 'storage', dtype, elementBytes, key, elements };
}
