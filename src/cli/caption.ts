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
import { Sidecars, sidecarFormats, type SidecarFormat } from './sidecars/sidecars.js';

interface CaptionArguments extends CaptionerArguments {
  readonly format: OutputFormat;
  readonly recursive: boolean;
  readonly alternatives: number;
  readonly sidecar?: SidecarFormat;
  readonly skipCaptioned: boolean;
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
    .addOption(
      new Option('--sidecar <format>', 'also write a file beside each picture, as dog.txt beside dog.jpg')
        .env('OFA_CAPTION_SIDECAR')
        .choices(sidecarFormats),
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
  ofa-caption caption --sidecar xmp --skip-captioned --recursive photos/

An .xmp file keeps all that is not its description (dc:description).

Exit status: 0 all captioned, 1 some not, 2 wrong usage.`,
    )
    .action(caption);
  addSwitch(command, {
    flag: '--recursive',
    description: 'also take the folders inside folders',
    default: false,
  });
  addSwitch(command, {
    flag: '--skip-captioned',
    description: 'with --sidecar: leave pictures that have such a file with a caption',
    default: false,
  });
  return addProfileOptions(command, captioningParameters);
}

async function caption(names: readonly string[], options: CaptionArguments, command: Command): Promise<void> {
  if (options.skipCaptioned && options.sidecar === undefined) {
    throw new InvalidInputError('--skip-captioned needs --sidecar: it says which files to look for.');
  }
  const files = await pictureFiles(names, options.recursive);
  const { captioner, width } = await openCaptioner(options, command);
  try {
    const most = captioner.decoding.beamSize - 1;
    if (options.alternatives > most) {
      throw new InvalidInputError(`--alternatives must be from 0 to ${most}: less than the beam size.`);
    }
    const { name: model, language } = captioner.model;
    const { sidecar: format, alternatives } = options;
    const sidecars = format === undefined ? null : new Sidecars({ format, alternatives, model, language });
    const work: CaptionWork = { captioner, sidecars, skip: options.skipCaptioned };
    const writer = captionWriter(options.format, alternatives);
    const progress = startProgress(files.length, 'pictures');
    progress.print(writer.header());
    let skipped = 0;
    for await (const result of inOrder(files, width, (file) => captionFile(work, file))) {
      if (result === 'has a caption') skipped++;
      else {
        if (result.error !== null) process.exitCode = 1;
        progress.print(writer.row(result));
      }
      progress.advance();
    }
    progress.stop();
    if (skipped > 0) process.stderr.write(`${skipped} of ${files.length} had a caption already.\n`);
  } finally {
    await captioner.close();
  }
}

interface CaptionWork {
  readonly captioner: Captioner;
  /** Null: none are written. */
  readonly sidecars: Sidecars | null;
  /** Whether a picture that has a sidecar is left. */
  readonly skip: boolean;
}

async function captionFile(work: CaptionWork, file: string): Promise<CaptionedFile | 'has a caption'> {
  const { captioner, sidecars, skip } = work;
  try {
    await checkReadable(file);
    if (skip && (await sidecars?.has(file)) === true) return 'has a caption';
    const hypotheses = await captioner.caption(file);
    await sidecars?.write(file, hypotheses);
    return { file, hypotheses, error: null };
  } catch (error) {
    return { file, hypotheses: [], error: toPlainError(error) };
  }
}

async function checkReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw new CodedError('NOT_FOUND', 'There is no such file.');
  if (!found.isFile()) throw new CodedError('INVALID_INPUT', 'This is neither a file nor a folder.');
}
