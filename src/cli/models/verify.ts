import { join } from 'node:path';
import { Command } from 'commander';
import { DeviceRegistry } from '../../devices/device-registry.js';
import { toPlainError } from '../../errors/coded-error.js';
import { createLog } from '../../logging/create-log.js';
import { checkWeights } from '../../model/check-package.js';
import { findWeights } from '../../model/checkpoint/open-checkpoint.js';
import { graphVariant } from '../../model/compiler/graph-variant.js';
import { readConfig } from '../../model/config.js';
import { ensureGraph } from '../../model/graph-cache.js';
import type { LibraryModel } from '../../model/library/model-library.js';
import { checkSums } from '../../model/library/recorded-sums.js';
import { readModelPackage, type ModelPackage } from '../../model/package.js';
import { requiredTensors } from '../../model/tensor-shapes.js';
import { autoProfile } from '../../profiles/built-in.js';
import { openDataDirectory, type DataDirectory } from '../../storage/data-directory.js';
import { libraryOf } from '../chosen-model.js';
import { dataOption, threadsOption } from '../options.js';
import { captionForTrial } from '../trial-caption.js';
import { byteText } from './byte-text.js';
import { inMillions } from './in-millions.js';

interface VerifyArguments {
  readonly data: string;
  readonly threads: number;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check that a model is as it was imported and works, to a caption of a picture on the CPU')
    .argument('<name>', 'the model, as `models list` names it')
    .addOption(dataOption())
    .addOption(threadsOption())
    .addHelpText(
      'after',
      `
Example:
  ofa-caption models verify distilled

Exit status: 0 all is well, 1 something failed, which is printed.`,
    )
    .action(verify);
}

async function verify(name: string, { data, threads }: VerifyArguments): Promise<void> {
  const directory = await openDataDirectory(data);
  const library = libraryOf(directory);
  const path = await library.directoryOf(name);
  const found: LibraryModel = (await library.find(name)) ?? { name, directory: path, manifest: null };
  await step('files', () => verifyFiles(found));
  await step('tensors', () => verifyTensors(found));
  const model = await step('package', async () => {
    const read = await readModelPackage(found.directory);
    return { detail: `its files fit together; prompt "${read.prompt.trim()}"`, result: read };
  });
  const compiled = model === null ? null : await step('compile', () => verifyCompiling(model, directory));
  if (model === null) skip('compile', 'the model cannot be read');
  if (model !== null && compiled !== null) {
    await step('caption', () => verifyCaption(model, directory, threads));
  } else skip('caption', 'there is no compiled graph');
}

function skip(name: string, why: string): void {
  process.stdout.write(`skip  ${name.padEnd(8)} ${why}\n`);
}

interface Verified<Result> {
  readonly detail: string;
  readonly result: Result;
}

/** Prints a line that says how a step went. @returns null when it failed */
async function step<Result>(name: string, check: () => Promise<Verified<Result>>): Promise<Result | null> {
  try {
    const { detail, result } = await check();
    process.stdout.write(`ok    ${name.padEnd(8)} ${detail}\n`);
    return result;
  } catch (error) {
    process.exitCode = 1;
    process.stdout.write(`fail  ${name.padEnd(8)} ${toPlainError(error).message}\n`);
    return null;
  }
}

async function verifyFiles({ directory }: LibraryModel): Promise<Verified<true>> {
  const sums = await checkSums(directory);
  if (sums === null) throw new Error('no hashes are recorded that the files could be compared with');
  if (sums.wrong.length > 0) {
    throw new Error(
      `not as recorded in ${sums.recordedIn}: ${sums.wrong.join(', ')}. Remove the model and import it again`,
    );
  }
  return { detail: `${sums.files} files as recorded in ${sums.recordedIn}`, result: true };
}

async function verifyTensors({ directory }: LibraryModel): Promise<Verified<true>> {
  const config = await readConfig(join(directory, 'config.json'));
  const parameters = await checkWeights((await findWeights(directory)).open, config);
  const detail = `${requiredTensors(config).size} with the names and shapes that config.json asks for, ${inMillions(parameters)} parameters`;
  return { detail, result: true };
}

async function verifyCompiling(model: ModelPackage, { graphs }: DataDirectory): Promise<Verified<true>> {
  const { bytes, compiled } = await ensureGraph(model, graphVariant(model), graphs);
  const detail = `${byteText(bytes)}${compiled ? '' : ', compiled before'}`;
  return { detail, result: true };
}

async function verifyCaption(
  model: ModelPackage,
  directory: DataDirectory,
  threads: number,
): Promise<Verified<true>> {
  const devices = await DeviceRegistry.open();
  try {
    const profile = { ...autoProfile(model.name, { kind: 'CPU' }), device: 'CPU' } as const;
    const settings = { profile, devices, directory, threads, log: createLog('silent') };
    const { text, milliseconds } = await captionForTrial(model, settings);
    return { detail: `"${text}" after ${(milliseconds / 1000).toFixed(1)} s`, result: true };
  } finally {
    devices.close();
  }
}
