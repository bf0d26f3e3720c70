import { elementCount } from './checkpoint.js';

/** Which elements of a storage a tensor has; all counted in elements. */
export interface View {
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

const windowBytes = 4 << 20;

/** Whether a view's elements lie one after the other, in row-major order. */
export function isContiguous({ shape, strides }: View): boolean {
  let expected = 1;
  for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
    const size = shape[dimension]!;
    if (size !== 1 && strides[dimension] !== expected) return false;
    expected *= size;
  }
  return true;
}

interface Dimension {
  readonly size: number;
  readonly from: number;
  readonly to: number;
  index: number;
}

/**
 * Reads a view whose elements are scattered: walks them in the order of the storage and keeps 4 MiB of it in memory at a time.
 * @param elementBytes 1, 2, 4 or 8
 * @param read fills its target with the storage's bytes from a position on
 * @returns the bytes in row-major order
 */
export async function gather(
  view: View,
  elementBytes: number,
  read: (target: Uint8Array, position: number) => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  const result = new Uint8Array(elementCount(view.shape) * elementBytes);
  if (result.byteLength === 0) return result;
  const dimensions = inStorageOrder(view);
  const inner = dimensions.pop() ?? { size: 1, from: 0, to: 0, index: 0 };
  const end = dimensions.reduce((last, { size, from }) => last + (size - 1) * from, view.offset);
  const storageEnd = end + (inner.size - 1) * inner.from + 1;
  const windowElements = windowBytes / elementBytes;
  let window = new Uint8Array();
  let first = 0;
  let behind = 0;
  do {
    let from = dimensions.reduce((sum, dimension) => sum + dimension.index * dimension.from, view.offset);
    let to = dimensions.reduce((sum, dimension) => sum + dimension.index * dimension.to, 0);
    for (let left = inner.size; left > 0;) {
      if (from < first || from >= behind) {
        first = from;
        behind = Math.min(first + windowElements, storageEnd);
        window = new Uint8Array((behind - first) * elementBytes);
        await read(window, first * elementBytes);
      }
      const count =
        inner.from === 0 ? left : Math.min(left, Math.floor((behind - 1 - from) / inner.from) + 1);
      copyRun(
        { bytes: window, start: from - first, step: inner.from },
        { bytes: result, start: to, step: inner.to },
        count,
        elementBytes,
      );
      from += count * inner.from;
      to += count * inner.to;
      left -= count;
    }
  } while (advance(dimensions));
  return result;
}

/** The dimensions by falling stride, so that the storage is read from its beginning to its end. */
function inStorageOrder({ shape, strides }: View): Dimension[] {
  let to = elementCount(shape);
  const dimensions = shape.map((size, dimension) => {
    to /= size;
    return { size, from: strides[dimension]!, to, index: 0 };
  });
  return dimensions.filter(({ size }) => size > 1).sort((a, b) => b.from - a.from);
}

/** Counts one up, the last dimension fastest. @returns false after the last element */
function advance(dimensions: readonly Dimension[]): boolean {
  for (let at = dimensions.length - 1; at >= 0; at--) {
    const dimension = dimensions[at]!;
    if (++dimension.index < dimension.size) return true;
    dimension.index = 0;
  }
  return false;
}

/** Elements at equal distances, all counted in elements. */
interface Run {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly step: number;
}

function copyRun(source: Run, target: Run, count: number, elementBytes: number): void {
  for (let element = 0; element < count; element++) {
    const read = (source.start + element * source.step) * elementBytes;
    const written = (target.start + element * target.step) * elementBytes;
    for (let byte = 0; byte < elementBytes; byte++) target.bytes[written + byte] = source.bytes[read + byte]!;
  }
}
