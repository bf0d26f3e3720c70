import { describeValue, ofKind, type PickleValue, type TorchTensor } from './pickle-value.js';
import { readPickle } from './read-pickle.js';
import type { Refusal } from './refusal.js';
import { torchVocabulary } from './torch-vocabulary.js';

/** Where fairseq keeps the weights (checkpoint_utils.py, `torch_persistent_save`). */
const nestedUnder = 'model';

/**
 * The tensors of a pickled state_dict, or of the one under `model`, by name; whatever else stands beside them is left out.
 * @param entryName the pickle's entry, for messages
 * @throws what `refuse` makes when there are none, or the pickle asks for anything else
 */
export function readStateDict(
  pickle: Uint8Array,
  entryName: string,
  refuse: Refusal,
): ReadonlyMap<string, TorchTensor> {
  const refuseEntry: Refusal = (reason) => refuse(`entry '${entryName}' ${reason}`);
  const top = readPickle(pickle, torchVocabulary, refuseEntry);
  const entries = entriesOf(top);
  if (entries === null) throw refuseEntry(`holds ${describeValue(top)}, not a dictionary of tensors`);
  const tensors = tensorsOf(entriesOf(entries.get(nestedUnder)) ?? entries);
  if (tensors.size === 0) throw refuseEntry('holds no tensors by name');
  return tensors;
}

function entriesOf(value: PickleValue | undefined): ReadonlyMap<PickleValue, PickleValue> | null {
  const dictionary = ofKind(value, 'dictionary');
  return dictionary === null ? null : (dictionary.entries ?? new Map<PickleValue, PickleValue>());
}

function tensorsOf(entries: ReadonlyMap<PickleValue, PickleValue>): Map<string, TorchTensor> {
  const tensors = new Map<string, TorchTensor>();
  for (const [name, value] of entries) {
    const tensor = ofKind(value, 'tensor');
    if (typeof name === 'string' && tensor !== null) tensors.set(name, tensor);
  }
  return tensors;
}
