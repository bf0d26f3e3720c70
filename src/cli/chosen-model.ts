import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { embeddedModelDirectory } from '../config/paths.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { ModelLibrary } from '../model/library/model-library.js';
import type { ChosenModel } from '../model/library/model-packages.js';
import type { ProfileOverrides } from '../profiles/profile-overrides.js';
import type { DataDirectory } from '../storage/data-directory.js';
import { modelVariable } from './options.js';

/** What `--model` or its variable says; neither: undefined. */
export interface ModelSetting {
  readonly model?: string | undefined;
  /** Who said it; the option when absent. */
  readonly modelSource?: string | undefined;
}

/** The model that is set for every profile. */
export interface ModelChoice extends ChosenModel {
  /** Where it was set: `--model` or its variable. */
  readonly source: string;
}

export function libraryOf(directory: DataDirectory): ModelLibrary {
  return new ModelLibrary(directory.models, embeddedModelDirectory);
}

/** Whether a command's model comes from the command line or the environment. */
export function modelSource(command: Command): string {
  return command.getOptionValueSource('model') === 'env' ? modelVariable : '--model';
}

/**
 * The model that a setting names: one of the library by its name, else a directory by its path. Null where nothing is set, and
 * every profile has its own.
 * @throws InvalidInputError when it is neither, naming the models that there are
 */
export async function chooseModel(
  { model, modelSource = '--model' }: ModelSetting,
  library: ModelLibrary,
): Promise<ModelChoice | null> {
  // Empty as container tools leave a variable that is not set.
  if (model === undefined || model === '') return null;
  const found = await library.find(model);
  if (found !== null) return { name: found.name, directory: found.directory, source: modelSource };
  const directory = resolve(model);
  const isDirectory = await stat(directory).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (isDirectory) return { name: basename(directory), directory, source: modelSource };
  const names = (await library.list()).map(({ name }) => name).join(', ');
  throw new InvalidInputError(
    `${modelSource} ${model}: neither a model's directory nor the name of a model; the names are: ${names}`,
  );
}

/** Overrides with the model that is set for every profile. */
export function withModel(overrides: ProfileOverrides, chosen: ModelChoice | null): ProfileOverrides {
  return chosen === null ? overrides : { ...overrides, model: { value: chosen.name, source: chosen.source } };
}
