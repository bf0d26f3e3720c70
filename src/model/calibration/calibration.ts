import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Quantisation } from '../compiler/numerics.js';

const range = z
  .object({ min: z.number(), max: z.number() })
  .refine(({ min, max }) => min <= max, 'min is larger than max');

const quality = z.object({
  /** Pictures that the ranges were not measured on. */
  pictures: z.int().positive(),
  /** CIDEr-D of the captions in FP32 and in INT8, 1.0 = "100". */
  ciderD: z.object({ fp32: z.number(), int8: z.number() }),
});

export const calibrationSchema = z.object({
  /** Of the model's content; ranges of other weights are worthless. */
  modelHash: z.string(),
  /** Pixels of the side of the pictures. */
  imageSize: z.int().positive(),
  /** How many pictures the ranges were measured on. */
  pictures: z.int().positive(),
  /** Measured quality, where somebody did; the program warns where INT8 loses too much. */
  quality: quality.nullable().default(null),
  /** By the name of the tensor. */
  ranges: z.record(z.string(), range),
});

/** What a calibration file says. */
export type CalibrationFile = z.infer<typeof calibrationSchema>;

/** The ranges that static quantisation needs, as they go into a graph's variant. */
export interface Calibration extends CalibrationFile {
  /** SHA-256 in hex of what decides the graph. */
  readonly hash: string;
}

/** The largest loss of CIDEr-D that is offered without a warning. */
export const acceptedLoss = 0.01;

export function toCalibration(file: CalibrationFile): Calibration {
  const names = Object.keys(file.ranges).sort();
  const ranges = names.map((name) => [name, file.ranges[name]?.min, file.ranges[name]?.max]);
  const content = JSON.stringify([file.modelHash, ranges]);
  return { ...file, hash: createHash('sha256').update(content).digest('hex') };
}

export function quantisationOf({ ranges }: Calibration): Quantisation {
  return { ranges: new Map(Object.entries(ranges)) };
}

/** Whether INT8 was measured to lose more than is accepted. */
export function losesTooMuch({ quality }: CalibrationFile): boolean {
  return quality !== null && quality.ciderD.fp32 - quality.ciderD.int8 > acceptedLoss;
}
