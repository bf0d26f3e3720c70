import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { unknownProfile } from '../messages/about-options.js';
import { modelGone } from '../messages/about-profiles.js';
import { resolveDecoding } from '../model/decoding.js';
import { ModelPackages } from '../model/library/model-packages.js';
import { parametersOf } from '../profiles/parameter-rules.js';
import { profileFile, profilesOfFile } from '../profiles/profile-file.js';
import { overridden, type ProfileOverrides } from '../profiles/profile-overrides.js';
import { canonicalName } from '../profiles/profile-parameters.js';
import { dataDirectoryAt } from '../storage/data-directory.js';
import type { ProfileValues } from '../storage/profile-records.js';
import { chooseModel, libraryOf, modelSource, withModel } from './chosen-model.js';
import { addSwitch, dataOption, modelOption } from './options.js';
import { addProfileOptions, profileOverrides } from './profile-options.js';
import { profileList, profileTable, shownProfile } from './profile-table.js';
import { readPublishedModel, readPublishedModels } from './published-model.js';
import { changeProfiles, readProfiles, type KnownProfile } from './stored-profiles.js';

interface ProfilesArguments {
  readonly data: string;
  readonly model?: string | undefined;
}

interface PrintArguments extends ProfilesArguments {
  readonly json: boolean;
}

/** Of the JSON that is written, for people who read it. */
const indentation = 2;

export function profilesCommand(): Command {
  return new Command('profiles')
    .description('look at and change the profiles of a data directory; changes need that no server uses it')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(activateCommand())
    .addCommand(exportCommand())
    .addCommand(importCommand());
}

function listCommand(): Command {
  const command = profilesSubcommand('list').description('print all profiles; a star marks the active one');
  return addProfileOptions(withJson(command)).action(list);
}

function showCommand(): Command {
  const command = profilesSubcommand('show')
    .description('print every parameter that a server would have, and where it comes from')
    .argument('[name]', 'name of the profile; the active one when absent');
  return addProfileOptions(withJson(command)).action(show);
}

function activateCommand(): Command {
  return profilesSubcommand('activate')
    .description('make a profile the active one from the next start of the server on')
    .argument('<name>', 'name of the profile')
    .action(activate);
}

function exportCommand(): Command {
  return profilesSubcommand('export')
    .description('write profiles to a JSON file, without what options and environment set')
    .argument('<file>', 'file to write; - is stdout')
    .argument('[names...]', 'names of profiles; all that did not come with the program when absent')
    .action(exportProfiles);
}

function importCommand(): Command {
  const command = profilesSubcommand('import')
    .description('take over the profiles of a JSON file: all of them, or none when one is wrong')
    .argument('<file>', 'file to read; - is stdin')
    .action(importProfiles);
  return addSwitch(command, {
    flag: '--replace',
    description: 'give profiles that are there already the values of the file',
    default: false,
  });
}

function profilesSubcommand(name: string): Command {
  return new Command(name).addOption(dataOption()).addOption(modelOption());
}

function withJson(command: Command): Command {
  return addSwitch(command, { flag: '--json', description: 'print JSON', default: false });
}

async function list({ data, model, json }: PrintArguments, command: Command): Promise<void> {
  const { overrides } = await modelsOf({ data, model }, command);
  const known = await readProfiles(data);
  const profiles = known.map((profile) => overridden(profile, overrides));
  const rows = profiles.map((profile) => {
    const { name, ...parameters } = parametersOf(profile);
    return { name, builtIn: profile.builtIn, active: profile.active, ...parameters };
  });
  process.stdout.write(json ? `${JSON.stringify(rows, null, indentation)}\n` : profileList(profiles));
}

async function show(name: string | undefined, options: PrintArguments, command: Command): Promise<void> {
  const known = await readProfiles(options.data);
  const profile = name === undefined ? known.find(({ active }) => active)! : named(known, name);
  const { overrides, models } = await modelsOf(options, command);
  const effective = overridden(profile, overrides);
  const directory = await models.directoryOf(effective.model);
  if (directory === null) throw new InvalidInputError(modelGone(effective.name, effective.model));
  const parameters = shownProfile(profile, overrides, await readPublishedModel(directory));
  const { builtIn, active } = profile;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ name: profile.name, builtIn, active, parameters }, null, indentation)}\n`
      : profileTable(parameters),
  );
}

async function activate(name: string, { data }: ProfilesArguments): Promise<void> {
  const activated = await changeProfiles(data, async (records) => {
    const profile = await records.byName(canonicalName(name));
    if (profile === null) throw new CodedError('NOT_FOUND', unknownProfile(name));
    return records.activate(profile.id);
  });
  process.stdout.write(`The profile "${activated.name}" is the active one from the next start on.\n`);
}

async function exportProfiles(
  file: string,
  names: readonly string[],
  { data }: ProfilesArguments,
): Promise<void> {
  const known = await readProfiles(data);
  const chosen =
    names.length === 0 ? known.filter(({ builtIn }) => !builtIn) : names.map((name) => named(known, name));
  if (chosen.length === 0) {
    throw new InvalidInputError(
      'There are no profiles but those that came with the program. Name one to export it: export FILE NAME.',
    );
  }
  const json = `${JSON.stringify(profileFile(chosen), null, indentation)}\n`;
  if (file === '-') process.stdout.write(json);
  else await writeFile(file, json);
}

async function importProfiles(
  file: string,
  options: ProfilesArguments & { readonly replace: boolean },
  command: Command,
): Promise<void> {
  const content = await readJson(file);
  const { models } = await modelsOf(options, command);
  const published = await readPublishedModels(models);
  const imported = await changeProfiles(options.data, async (records) => {
    const stored = await records.all();
    const profiles = profilesOfFile(content, {
      defaults: parametersOf(named(stored, 'auto')),
      stored,
      replace: options.replace,
      checkModel: (values) => {
        const model = published.get(values.model);
        if (model === undefined) throw new InvalidInputError(modelGone(values.name, values.model));
        resolveDecoding(model, values);
      },
    });
    await records.put(profiles);
    return profiles;
  });
  process.stdout.write(`Imported: ${imported.map(({ name }) => name).join(', ')}\n`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
  } catch (error) {
    throw new InvalidInputError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function named<Profile extends KnownProfile | ProfileValues>(
  profiles: readonly Profile[],
  name: string,
): Profile {
  const found = profiles.find((profile) => profile.name === canonicalName(name));
  if (found === undefined) throw new CodedError('NOT_FOUND', unknownProfile(name));
  return found;
}

/** The models that there are, and what is set for every profile. */
async function modelsOf(
  { data, model }: ProfilesArguments,
  command: Command,
): Promise<{ readonly models: ModelPackages; readonly overrides: ProfileOverrides }> {
  const library = libraryOf(dataDirectoryAt(data));
  const chosen = await chooseModel({ model, modelSource: modelSource(command) }, library);
  return {
    models: new ModelPackages(library, chosen),
    overrides: withModel(profileOverrides(command), chosen),
  };
}
