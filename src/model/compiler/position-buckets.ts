/**
 * Row of a token relative position table for query row i and key column j, `distance = i - j`: linear near zero,
 * logarithmic beyond half of the buckets (modeling_ofa.py:96-114).
 */
export function tokenBucket(distance: number, buckets: number, maxPositions: number): number {
  const middle = Math.floor(buckets / 2);
  const size = Math.abs(distance);
  if (size <= middle) return distance + buckets - 1;
  const logarithmic =
    Math.ceil((Math.log(size / middle) / Math.log((maxPositions - 1) / middle)) * (middle - 1)) + middle;
  return logarithmic * Math.sign(distance) + buckets - 1;
}

/** Row of an image relative position table for patches that lie so many rows and columns apart (modeling_ofa.py:117-143). */
export function imageBucket(rowOffset: number, columnOffset: number, imageBuckets: number): number {
  const side = 2 * imageBuckets - 1;
  return (rowOffset + imageBuckets - 1) * side + columnOffset + imageBuckets - 1;
}

/** Position ids of a grid's patches, row by row; the row stride is that of the largest grid (modeling_ofa.py:1101-1105). */
export function imagePositionIds(grid: number, imageBuckets: number): number[] {
  return Array.from(
    { length: grid * grid },
    (_, patch) => Math.floor(patch / grid) * imageBuckets + (patch % grid) + 1,
  );
}
