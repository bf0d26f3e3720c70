import { Command } from 'commander';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { modelIsDefault, modelOfProfiles } from '../../messages/about-models.js';
import { removeGraphsOf } from '../../model/graph-removal.js';
import type { LibraryModel, ModelLibrary } from '../../model/library/model-library.js';
import { sizeOf } from '../../model/library/model-manifest.js';
import { readModelPackage } from '../../model/package.js';
import { dataDirectoryAt } from '../../storage/data-directory.js';
import { libraryOf } from '../chosen-model.js';
import { dataOption } from '../options.js';
import { defaultModelOf, readProfiles } from '../stored-profiles.js';
import { byteText } from './byte-text.js';

interface RemoveArguments {
  readonly data: string;
}

export function removeCommand(): Command {
  return new Command('remove')
    .description('remove an imported model and its compiled graphs; its captions stay')
    .argument('<name>', 'the model, as `models list` names it')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
The default model and one that a profile names are not removed: choose another for them first.

Example:
  ofa-caption models remove distilled`,
    )
    .action(removeModel);
}

async function removeModel(name: string, { data }: RemoveArguments): Promise<void> {
  const directory = dataDirectoryAt(data);
  const library = libraryOf(directory);
  await library.directoryOf(name);
  if (name !== library.embeddedName) await checkUnused(name, data);
  const removed = await library.remove(name);
  const modelBytes = removed.manifest === null ? 0 : sizeOf(removed.manifest);
  const graphBytes = (await isElsewhere(library, removed))
    ? 0
    : await removeGraphsOf(directory.graphs, removed.manifest?.hash ?? '');
  process.stdout.write(`Removed "${name}": ${byteText(modelBytes + graphBytes)}\n`);
}

/** @throws InvalidInputError when profiles go by it */
async function checkUnused(name: string, data: string): Promise<void> {
  const profiles = await readProfiles(data);
  if (defaultModelOf(profiles) === name) throw new InvalidInputError(modelIsDefault(name), ['name']);
  const users = profiles.filter(({ model }) => model === name).map((profile) => profile.name);
  if (users.length > 0) throw new InvalidInputError(modelOfProfiles(name, users), ['name']);
}

/** Whether a model of the same content stays, which has the same graphs. */
async function isElsewhere(library: ModelLibrary, removed: LibraryModel): Promise<boolean> {
  for (const { manifest, directory } of await library.list()) {
    const hash = manifest?.hash ?? (await readModelPackage(directory)).hash;
    if (hash === removed.manifest?.hash) return true;
  }
  return false;
}
