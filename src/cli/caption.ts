import { Command, Option } from 'commander';
import { stat } from 'node:fs/promises';
import type { Captioner } from '../captions/captioner.js';
import { CodedError, toPlainError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { captionWriter, outputFormats, type CaptionedFile, type OutputFormat } from './caption-output.js';
import { inOrder } from './in-order.js';
import { openCaptioner, type CaptionerArguments } from './open-captioner.js';
import {
  addSwitch,
  dataOption,
  logLevelOption,
  modelOption,
  profileOption,
  threadsOption,
  wholeNumber,
} from './options.js';
import { addProfileOptions, captioningParameters } from './profile-options.js';
import { pictureFiles } from './picture-files.js';
import { startProgress } from './progress.js';

interface CaptionArguments extends CaptionerArguments {
  readonly format: OutputFormat;
  readonly recursive: boolean;
  readonly alternatives: number;
}

export function captionCommand(): Command {
  const command = new Command('caption')
    .description(
      'caption picture files; a file that cannot be captioned is reported and never stops the rest',
    )
    .argument('<pictures...>', 'files, folders, or globs in quotes')
    .addOption(
      new Option('--format <format>', 'what is printed')
        .env('OFA_CAPTION_FORMAT')
        .choices(outputFormats)
        .default('text'),
    )
    .addOption(
      new Option('--alternatives <n>', 'other captions of the same picture')
        .env('OFA_CAPTION_ALTERNATIVES')
        .default(0)
        .argParser(wholeNumber(0, 31)),
    )
    .addOption(modelOption())
    .addOption(dataOption())
    .addOption(threadsOption())
    .addOption(profileOption())
    .addOption(logLevelOption('warn'))
    .addHelpText(
      'after',
      `
Examples:
  ofa-caption caption dog.jpg
  ofa-caption caption --format csv --recursive holiday/ > captions.csv
  ofa-caption caption --format jsonl --alternatives 2 'scans/*.tif'
  ofa-caption caption --profile production --batch-size 2 dog.jpg

Exit status: 0 all captioned, 1 some not, 2 wrong usage.`,
    )
    .action(caption);
  addSwitch(command, {
    flag: '--recursive',
    description: 'also take the folders inside folders',
    default: false,
  });
  return addProfileOptions(command, captioningParameters);
}

async function caption(names: readonly string[], options: CaptionArguments, command: Command): Promise<void> {
  const files = await pictureFiles(names, options.recursive);
  const { captioner, width } = await openCaptioner(options, command);
  try {
    const most = captioner.decoding.beamSize - 1;
    if (options.alternatives > most) {
      throw new InvalidInputError(`--alternatives must be from 0 to ${most}: less than the beam size.`);
    }
    const writer = captionWriter(options.format, options.alternatives);
    const progress = startProgress(files.length, 'pictures');
    progress.print(writer.header());
    for await (const result of inOrder(files, width, (file) => captionFile(captioner, file))) {
      if (result.error !== null) process.exitCode = 1;
      progress.print(writer.row(result));
      progress.advance();
    }
    progress.stop();
  } finally {
    await captioner.close();
  }
}

async function captionFile(captioner: Captioner, file: string): Promise<CaptionedFile> {
  try {
    await checkReadable(file);
    return { file, hypotheses: await captioner.caption(file), error: null };
  } catch (error) {
    return { file, hypotheses: [], error: toPlainError(error) };
  }
}

async function checkReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw new CodedError('NOT_FOUND', 'There is no such file.');
  if (!found.isFile()) throw new CodedError('INVALID_INPUT', 'This is neither a file nor a folder.');
}
