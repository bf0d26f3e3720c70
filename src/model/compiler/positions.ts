import type { OfaConfig } from '../config.js';
import { layerNormEpsilon } from './layers.js';
import { normaliseRows, pickRows, stackRows, type Matrix } from './matrix.js';
import type { ModelWeights } from './model-weights.js';
import { imagePositionIds } from './position-buckets.js';

/** The original code divides by the ResNet's stride whatever the trunk (modeling_ofa.py:1120-1136). */
const originalStride = 16;

/**
 * Normalised position embeddings of the encoder's input, image patches first, then the prompt: `[patches + prompt, width]`
 * (modeling_ofa.py:1272-1433).
 */
export async function encoderPositions(
  weights: ModelWeights,
  config: OfaConfig,
  grid: number,
  promptLength: number,
): Promise<Matrix> {
  const imageNorm = await weights.affine('encoder.image_pos_ln');
  const image = normaliseRows(
    await imagePositions(weights, config, grid),
    imageNorm.weight,
    imageNorm.bias,
    layerNormEpsilon,
  );
  return stackRows([image, await tokenPositions(weights, 'encoder', promptLength)]);
}

/** Normalised embeddings of positions 0 to count - 1: `[count, width]`. */
export async function tokenPositions(
  weights: ModelWeights,
  side: 'encoder' | 'decoder',
  count: number,
): Promise<Matrix> {
  const table = await weights.matrix(`${side}.embed_positions.weight`);
  const norm = await weights.affine(`${side}.pos_ln`);
  const rows = pickRows(
    table,
    Array.from({ length: count }, (_, position) => position),
  );
  return normaliseRows(rows, norm.weight, norm.bias, layerNormEpsilon);
}

async function imagePositions(weights: ModelWeights, config: OfaConfig, grid: number): Promise<Matrix> {
  const table = await weights.matrix('encoder.embed_image_positions.weight');
  const originalGrid = Math.floor(config.originalImageSize / originalStride);
  if (config.interpolatePosition && grid > originalGrid) {
    const original = pickRows(table, imagePositionIds(originalGrid, config.imageBuckets));
    return interpolateGrid(original, originalGrid, grid);
  }
  return pickRows(table, imagePositionIds(grid, config.imageBuckets));
}

/** Bilinear resize of a square grid of rows, pixel centres aligned (`F.interpolate`, `align_corners=False`). */
function interpolateGrid(source: Matrix, from: number, to: number): Matrix {
  const { columns } = source;
  const axis = Array.from({ length: to }, (_, index) => {
    const position = Math.max(0, ((index + 0.5) * from) / to - 0.5);
    const low = Math.min(Math.floor(position), from - 1);
    return { low, high: Math.min(low + 1, from - 1), fraction: position - low };
  });
  const data = new Float64Array(to * to * columns);
  axis.forEach((y, row) => {
    axis.forEach((x, column) => {
      const corners = [
        [y.low * from + x.low, (1 - y.fraction) * (1 - x.fraction)],
        [y.low * from + x.high, (1 - y.fraction) * x.fraction],
        [y.high * from + x.low, y.fraction * (1 - x.fraction)],
        [y.high * from + x.high, y.fraction * x.fraction],
      ] as const;
      const target = (row * to + column) * columns;
      for (const [corner, share] of corners) {
        for (let i = 0; i < columns; i++) data[target + i]! += source.data[corner * columns + i]! * share;
      }
    });
  });
  return { rows: to * to, columns, data };
}
