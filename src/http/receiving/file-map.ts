import { InvalidInputError } from '../../errors/invalid-input-error.js';
import type { UploadedFile } from '../../graphql/scalars/uploaded-file.js';
import { parseJsonObject, type JsonObject } from './json.js';

/** The field `map` of a multipart request: for each file part the places in `operations` that it belongs to. */
export type FileMap = ReadonlyMap<string, readonly string[]>;

/** @throws InvalidInputError for anything but an object of lists of paths */
export function parseFileMap(text: string): FileMap {
  const entries = Object.entries(parseJsonObject(text, 'The field `map`'));
  return new Map(
    entries.map(([part, paths]) => {
      if (Array.isArray(paths) && paths.every((path) => typeof path === 'string')) return [part, paths];
      throw new InvalidInputError(`\`map\` must hold a list of paths for the file ${part}.`, ['map', part]);
    }),
  );
}

/**
 * Puts an uploaded file where its path in `map` says, in place of the null there.
 *
 * @throws InvalidInputError where there is no null
 */
export function placeFile(operations: JsonObject, path: string, file: UploadedFile): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let holder: unknown = operations;
  for (const key of keys) holder = ownProperty(holder, key);
  if (keys[0] === 'variables' && isHolder(holder) && ownProperty(holder, last) === null) {
    holder[last] = file;
    return;
  }
  throw new InvalidInputError(`\`map\` names ${path}, but there is no null there to put a file.`, ['map']);
}

function isHolder(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function ownProperty(holder: unknown, key: string): unknown {
  return isHolder(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}
