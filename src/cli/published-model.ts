import { basename, join, resolve } from 'node:path';
import { readConfig } from '../model/config.js';
import type { DecodingLimits } from '../model/decoding.js';
import type { ModelPackages } from '../model/library/model-packages.js';
import { readTaskConfiguration } from '../model/task-configuration.js';

/** What a model publishes about decoding. */
export interface PublishedModel extends DecodingLimits {
  readonly name: string;
}

/** Reads only what parameters are checked against, and no weights. @throws BadModelError */
export async function readPublishedModel(directory: string): Promise<PublishedModel> {
  const root = resolve(directory);
  const { decoding } = await readTaskConfiguration(join(root, 'configuration.json'));
  return { name: basename(root), decoding, config: await readConfig(join(root, 'config.json')) };
}

/** The same of all models that there are, by name. @throws BadModelError */
export async function readPublishedModels(models: ModelPackages): Promise<Map<string, PublishedModel>> {
  const published = new Map<string, PublishedModel>();
  for (const { name } of await models.list()) {
    const directory = await models.directoryOf(name);
    if (directory !== null) published.set(name, await readPublishedModel(directory));
  }
  return published;
}
