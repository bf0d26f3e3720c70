import { Command } from 'commander';
import { CodedError } from '../../errors/coded-error.js';
import type { ImportedModel, ModelLibrary } from '../../model/library/model-library.js';
import { sizeOf } from '../../model/library/model-manifest.js';
import { openDataDirectory } from '../../storage/data-directory.js';
import { libraryOf } from '../chosen-model.js';
import { dataOption } from '../options.js';
import { byteText } from './byte-text.js';
import { byteProgress } from './byte-progress.js';
import { inMillions } from './in-millions.js';

interface ImportArguments {
  readonly data: string;
  readonly name?: string;
  readonly tokenizer?: string;
}

export function importCommand(): Command {
  return new Command('import')
    .description('copy a model into the data directory, checked; a running server has it at once')
    .argument('<source>', "a model's directory as it was downloaded, or one weights file (*.safetensors, *.bin, *.pt)")
    .option('--name <name>', 'what it is called here; the name of the source in lower case when absent')
    .option('--tokenizer <dir>', 'where vocab.json and merges.txt of a weights file lie; beside it when absent')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  ofa-caption models import ~/.cache/modelscope/hub/damo/ofa_image-caption_coco_distilled_en --name distilled
  ofa-caption models import caption_base_best.pt --tokenizer ofa-base/ --name caption-base

Exit status: 0 imported, or there already with the same content; 1 stopped; 2 refused, and nothing was changed.`,
    )
    .action(importModel);
}

async function importModel(source: string, options: ImportArguments): Promise<void> {
  const library = libraryOf(await openDataDirectory(options.data));
  const { name, manifest, existed } = await imported(library, source, options);
  const { language, imageSize, parameters } = manifest.model;
  const facts = `${language}, ${imageSize} px, ${inMillions(parameters)} parameters, ${byteText(sizeOf(manifest))}`;
  process.stdout.write(
    existed
      ? `The model "${name}" is there already, with the same content (${facts}).\n`
      : `Imported "${name}": ${facts}\nTo caption with it: --model ${name}, or for good: ofa-caption models default ${name}\n`,
  );
}

async function imported(
  library: ModelLibrary,
  source: string,
  { name, tokenizer }: ImportArguments,
): Promise<ImportedModel> {
  const stop = new AbortController();
  const onInterrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt);
  const progress = byteProgress();
  const { onProgress } = progress;
  try {
    return await library.import(source, { name, tokenizer, onProgress, signal: stop.signal });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new CodedError('CANCELED', 'Stopped; nothing was imported.', { cause: error });
  } finally {
    progress.stop();
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
  }
}
