import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BadModelError } from '../../errors/bad-model-error.js';
import { describeIssues, readJsonObject } from '../json-file.js';
import type { ModelPackage } from '../package.js';
import { calibrationSchema, toCalibration, type Calibration, type CalibrationFile } from './calibration.js';

type CalibratedModel = Pick<ModelPackage, 'directory' | 'hash' | 'name'>;

/** Where a user's own calibration of a model is kept: model directories may be read-only. */
export function calibrationPath(model: Pick<ModelPackage, 'hash'>, dataDirectory: string): string {
  return join(dataDirectory, 'calibration', `${model.hash}.json`);
}

/**
 * The calibration of a model: the user's own from the data directory, else `calibration.json` beside the model, else null.
 * @throws BadModelError when a file is damaged, or the one beside the model belongs to other weights
 */
export async function readCalibration(
  model: CalibratedModel,
  dataDirectory: string,
): Promise<Calibration | null> {
  for (const path of [calibrationPath(model, dataDirectory), join(model.directory, 'calibration.json')]) {
    if (await exists(path)) return readCalibrationFile(path, model);
  }
  return null;
}

/** Writes a calibration under another name first, so that nobody ever reads half of one. */
export async function writeCalibration(path: string, calibration: CalibrationFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, `${JSON.stringify(calibrationSchema.parse(calibration), null, 1)}\n`, {
    flush: true,
  });
  await rename(part, path);
}

async function readCalibrationFile(path: string, model: CalibratedModel): Promise<Calibration> {
  const parsed = calibrationSchema.safeParse(await readJsonObject(path));
  const again = `Run: ofa-caption models calibrate ${model.name} --images DIR`;
  if (!parsed.success) throw new BadModelError(`${path}: ${describeIssues(parsed.error)}. ${again}`);
  if (parsed.data.modelHash !== model.hash) {
    throw new BadModelError(
      `${path}: these ranges were measured with other weights or another configuration. ${again}`,
    );
  }
  return toCalibration(parsed.data);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
