import { BadModelError } from '../../errors/bad-model-error.js';
import type { Checkpoint } from './checkpoint.js';
import { isFloatDtype } from './dtype.js';

/**
 * Checks that a checkpoint holds every tensor with its shape and a float dtype; what it holds besides does not matter.
 * @throws BadModelError naming the first tensor that is missing or wrong
 */
export function checkShapes(checkpoint: Checkpoint, expected: ReadonlyMap<string, readonly number[]>): void {
  for (const [name, shape] of expected) {
    const tensor = checkpoint.tensors.get(name);
    if (tensor === undefined) {
      throw new BadModelError(`${checkpoint.path}: tensor '${name}' is missing; is this an OFA model?`);
    }
    if (tensor.shape.join() !== shape.join()) {
      throw new BadModelError(
        `${checkpoint.path}: tensor '${name}' has shape [${tensor.shape.join(', ')}]; ` +
          `config.json asks for [${shape.join(', ')}]`,
      );
    }
    if (!isFloatDtype(tensor.dtype)) {
      throw new BadModelError(
        `${checkpoint.path}: tensor '${name}' has dtype ${tensor.dtype}; only F32, F16 and BF16 weights are supported`,
      );
    }
  }
}
