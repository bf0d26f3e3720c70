import { elementCount } from './checkpoint.js';
import { ofKind, type PickleValue, type TorchTensor } from './pickle-value.js';
import type { Refusal } from './refusal.js';

const mostDimensions = 64;
/** An expanded view repeats elements of its storage; a few are honest, a billion are not. */
const mostExpandedElements = 1 << 20;

/**
 * `torch._utils._rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks[, metadata])`: a view
 * that lies inside its storage.
 * @throws what `refuse` makes, saying what does not fit
 */
export function rebuildTensor(args: readonly PickleValue[], refuse: Refusal): TorchTensor {
  const storage = ofKind(args[0], 'storage');
  if (storage === null || args.length < 6) throw refuse('a tensor without a storage');
  const [, offset] = args;
  const shape = wholeNumbers(args[2]);
  const strides = wholeNumbers(args[3]);
  if (!isWholeNumber(offset) || shape === null || strides === null) {
    throw refuse('a tensor whose offset, size or stride is not a whole number');
  }
  if (shape.length !== strides.length || shape.length > mostDimensions) {
    throw refuse(`a tensor of ${shape.length} dimensions with ${strides.length} strides`);
  }
  const described = `size [${shape.join(', ')}], stride [${strides.join(', ')}] and offset ${offset}`;
  const inStorage = `storage ${storage.key} of ${storage.elements} elements`;
  if (offset + extent(shape, strides) > storage.elements) {
    throw refuse(`a tensor with ${described} reaches beyond ${inStorage}`);
  }
  const elements = elementCount(shape);
  if (elements > 0 && overlaps(shape, strides))
    throw refuse(`a tensor with ${described} has rows that overlap`);
  if (elements > Math.max(storage.elements, mostExpandedElements)) {
    throw refuse(`a tensor with ${described} repeats ${inStorage} ${elements} elements long`);
  }
  return { kind: 'tensor', storage, offset, shape, strides };
}

/** Elements of the storage from a view's first to its last, both included. */
function extent(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((last, size, dimension) => last + (size - 1) * strides[dimension]!, 1);
}

/**
 * Whether two elements may share a place other than by repetition (stride 0). Slices, transposed and expanded views never do;
 * of what does, reading could go to and fro in the storage without end.
 */
function overlaps(shape: readonly number[], strides: readonly number[]): boolean {
  const steps = shape
    .map((size, dimension) => ({ size, stride: strides[dimension]! }))
    .filter(({ size, stride }) => size > 1 && stride > 0)
    .sort((a, b) => a.stride - b.stride);
  let covered = 1;
  return steps.some(({ size, stride }) => {
    const overlap = stride < covered;
    covered += (size - 1) * stride;
    return overlap;
  });
}

function wholeNumbers(value: PickleValue | undefined): number[] | null {
  const items = ofKind(value ?? null, 'tuple')?.items ?? null;
  return items?.every(isWholeNumber) === true ? [...items] : null;
}

function isWholeNumber(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
