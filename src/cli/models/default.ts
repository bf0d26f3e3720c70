import { Command } from 'commander';
import { readModelPackage } from '../../model/package.js';
import { dataDirectoryAt } from '../../storage/data-directory.js';
import { libraryOf } from '../chosen-model.js';
import { dataOption } from '../options.js';
import { changeProfiles, defaultModelOf, readProfiles } from '../stored-profiles.js';

interface DefaultArguments {
  readonly data: string;
}

export function defaultCommand(): Command {
  return new Command('default')
    .description('print the model that built-in profiles go by, or choose another one')
    .argument('[name]', 'the model, as `models list` names it')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Of a data directory that a server uses, the default model is changed by its API: the mutation setDefaultModel, without a pause.

Examples:
  ofa-caption models default
  ofa-caption models default distilled`,
    )
    .action(defaultModel);
}

async function defaultModel(name: string | undefined, { data }: DefaultArguments): Promise<void> {
  if (name === undefined) {
    process.stdout.write(`${defaultModelOf(await readProfiles(data))}\n`);
    return;
  }
  const directory = await libraryOf(dataDirectoryAt(data)).directoryOf(name);
  await readModelPackage(directory);
  const active = await changeProfiles(data, (records) => records.setDefaultModel(name));
  process.stdout.write(
    active.model === name
      ? `"${name}" is the default model.\n`
      : `"${name}" is the default model; the active profile "${active.name}" goes by "${active.model}".\n`,
  );
}
