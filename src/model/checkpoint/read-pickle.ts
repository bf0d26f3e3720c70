import { PickleMachine, type PickleVocabulary } from './pickle-machine.js';
import { pickleOperations } from './pickle-operations.js';
import { PickleSource } from './pickle-source.js';
import type { PickleValue } from './pickle-value.js';
import type { Refusal } from './refusal.js';

const stop = '.'.charCodeAt(0);
/** OFA-huge's weights need 60 000, its optimizer's state twice as many more; what a hostile pickle makes stays below 64 MB. */
const mostOperations = 200_000;

/**
 * Reads a pickle of protocol 2 without building any Python object: what `vocabulary` does not know is refused where it is
 * named, before anything is made of it.
 * @throws what `refuse` makes, naming the byte and the opcode
 */
export function readPickle(bytes: Uint8Array, vocabulary: PickleVocabulary, refuse: Refusal): PickleValue {
  let at = 0;
  let opcode = 'opcode';
  const refuseHere: Refusal = (reason) => refuse(`byte ${at}: ${opcode}: ${reason}`);
  const source = new PickleSource(bytes, refuseHere);
  const machine = new PickleMachine(source, vocabulary, refuseHere);
  for (let count = 0; count < mostOperations; count++) {
    at = source.offset;
    opcode = 'opcode';
    const code = source.byte();
    if (code === stop) {
      opcode = 'STOP';
      return machine.pop();
    }
    const operation = pickleOperations.get(code);
    if (operation === undefined) {
      opcode = `opcode 0x${code.toString(16).padStart(2, '0')}`;
      throw refuseHere('PyTorch does not write it in a checkpoint, and it is never run');
    }
    opcode = operation.name;
    operation.run(machine);
  }
  throw refuseHere(`more than ${mostOperations} operations`);
}
