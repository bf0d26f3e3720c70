import { Command } from 'commander';
import { resolve } from 'node:path';
import { toPlainError } from '../../errors/coded-error.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { preparePixels } from '../../image/prepare.js';
import { losesQuality, modelNotHere } from '../../messages/about-precision.js';
import { calibrationPath, writeCalibration } from '../../model/calibration/calibration-files.js';
import { losesTooMuch, toCalibration, type CalibrationFile } from '../../model/calibration/calibration.js';
import { graphVariant, type VariantOverrides } from '../../model/compiler/graph-variant.js';
import { ensureGraph } from '../../model/graph-cache.js';
import { ModelPackages } from '../../model/library/model-packages.js';
import type { ModelPackage } from '../../model/package.js';
import { dataDirectoryAt, openDataDirectory } from '../../storage/data-directory.js';
import { chooseModel, libraryOf } from '../chosen-model.js';
import { readReferences, scoreCaptions, type JudgedPictures } from '../judged-pictures.js';
import { dataOption, modelOption, threadsOption } from '../options.js';
import { pictureFiles } from '../picture-files.js';
import { startProgress, type Progress } from '../progress.js';

interface CalibrateArguments {
  readonly model?: string;
  readonly data: string;
  readonly threads: number;
  readonly images: string;
  readonly judge?: string;
  readonly out?: string;
}

export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description('measure on pictures what INT8 needs to know about a model')
    .argument('<name>', 'the model, as `models list` names it')
    .requiredOption('--images <dir>', 'a folder of pictures, a hundred of the kind that will be captioned')
    .option(
      '--judge <dir>',
      'other pictures with captions.json (file → references), to measure what INT8 loses',
    )
    .option('--out <file>', 'where the ranges are written; in the data directory when absent')
    .addOption(modelOption())
    .addOption(dataOption())
    .addOption(threadsOption())
    .addHelpText(
      'after',
      `
Example:
  ofa-caption models calibrate ofa-mini-en --images holiday/

Exit status: 0 calibrated, 1 some pictures could not be read, 2 wrong usage.`,
    )
    .action(calibrateModel);
}

async function calibrateModel(name: string, options: CalibrateArguments): Promise<void> {
  const library = libraryOf(dataDirectoryAt(options.data));
  const models = new ModelPackages(library, await chooseModel({ model: options.model }, library));
  if (!(await models.has(name))) throw new InvalidInputError(modelNotHere(name, await models.names()));
  const model = await models.read(name);
  const { root, graphs } = await openDataDirectory(options.data);
  const path = options.out === undefined ? calibrationPath(model, root) : resolve(options.out);
  const files = await readableFiles(await pictureFiles([options.images], false), model);
  const work: Work = { model, graphs, threads: options.threads };
  const references = options.judge === undefined ? null : await readReferences(options.judge);
  const { file, equal } = await measure(work, files, references);
  await writeCalibration(path, file);
  process.stdout.write(summary(path, file, equal));
  if (file.quality !== null && losesTooMuch(file)) {
    process.stderr.write(`ofa-caption: ${losesQuality(model.name, file.quality.ciderD).en}\n`);
  }
}

interface Work {
  readonly model: ModelPackage;
  /** Where compiled graphs are kept. */
  readonly graphs: string;
  readonly threads: number;
}

/** Measures the ranges, how many of the pictures get the same caption with them, and what is lost on judged pictures. */
async function measure(
  work: Work,
  files: readonly string[],
  references: JudgedPictures | null,
): Promise<{ file: CalibrationFile; equal: number }> {
  const progress = startProgress(3 * files.length + 2 * (references?.files.length ?? 0), 'runs');
  try {
    // Only here is ONNX Runtime loaded into this process: `cuda` has to work where its libraries do not.
    const { calibrate } = await import('../../model/calibration/calibrate.js');
    const ranges = await calibrate(work.model, pixelsOf(files, work.model, progress), work.threads);
    const int8 = { precision: 'INT8', calibration: toCalibration(ranges) } as const;
    const plain = await captionsOf(work, {}, files, progress);
    const quantised = await captionsOf(work, int8, files, progress);
    const equal = plain.filter((caption, index) => caption === quantised[index]).length;
    if (references === null) return { file: ranges, equal };
    const score = async (overrides: VariantOverrides): Promise<number> =>
      scoreCaptions(references, await captionsOf(work, overrides, references.files, progress));
    const ciderD = { fp32: await score({}), int8: await score(int8) };
    return { file: { ...ranges, quality: { pictures: references.files.length, ciderD } }, equal };
  } finally {
    progress.stop();
  }
}

/** The captions of one variant of the model. */
async function captionsOf(
  { model, graphs, threads }: Work,
  overrides: VariantOverrides,
  files: readonly string[],
  progress: Progress,
): Promise<(string | null)[]> {
  const graph = await ensureGraph(model, graphVariant(model, overrides), graphs);
  const { bestCaptions } = await import('../../model/calibration/best-captions.js');
  return bestCaptions(model, graph.path, pixelsOf(files, model, progress), threads);
}

/** Files that are pictures; the others are reported. */
async function readableFiles(files: readonly string[], model: ModelPackage): Promise<string[]> {
  const readable: string[] = [];
  const pixels = new Uint8Array(model.imageSize ** 2 * 3);
  for (const file of files) {
    try {
      await preparePixels(file, model.imageSize, pixels);
      readable.push(file);
    } catch (error) {
      process.exitCode = 1;
      process.stderr.write(`ofa-caption: ${file}: ${toPlainError(error).message}\n`);
    }
  }
  return readable;
}

/** Pictures as the graph takes them, each decoded when its turn comes. */
async function* pixelsOf(
  files: readonly string[],
  { imageSize }: ModelPackage,
  progress: Progress,
): AsyncGenerator<Uint8Array> {
  for (const file of files) {
    const pixels = new Uint8Array(imageSize ** 2 * 3);
    await preparePixels(file, imageSize, pixels);
    yield pixels;
    progress.advance();
  }
}

function summary(path: string, { pictures, quality, ranges }: CalibrationFile, equal: number): string {
  const lines = [
    `written          ${path}`,
    `ranges           ${Object.keys(ranges).length}, measured on ${pictures} pictures`,
    `same captions    ${equal} of ${pictures} in INT8 and FP32`,
  ];
  if (quality !== null) {
    const { fp32, int8 } = quality.ciderD;
    lines.push(
      `CIDEr-D          ${int8.toFixed(4)} in INT8, ${fp32.toFixed(4)} in FP32, on ${quality.pictures} other pictures`,
    );
  }
  return `${lines.join('\n')}\n`;
}
