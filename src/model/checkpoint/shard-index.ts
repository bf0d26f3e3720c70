import { stat, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BadModelError } from '../../errors/bad-model-error.js';
import { findDuplicateKey } from './json-duplicates.js';
import { nestsTooDeep } from './json-nesting.js';

/** 1901 tensors of OFA-huge make 0.2 MB. */
const mostIndexBytes = 1 << 20;
const mostShards = 256;
/** A file beside the index, never one elsewhere. */
const shardName = /^[^/\\\0:]+\.safetensors$/;

const schema = z.object({ weight_map: z.custom<object>((value) => isObject(value)) });
/** As a list: a record would lose a tensor that is called `__proto__`. */
const entriesSchema = z.array(z.tuple([z.string(), z.string()]));

/**
 * Reads `model.safetensors.index.json` (Hugging Face): the name of the file that holds each tensor.
 * @returns file names by tensor name
 * @throws BadModelError when it is no such index, or names a file outside its folder
 */
export async function readShardIndex(path: string): Promise<ReadonlyMap<string, string>> {
  const refuse = (reason: string, cause?: unknown) =>
    new BadModelError(`${path}: not a usable index of safetensors files: ${reason}`, { cause });
  let entries: [string, string][];
  let text: string;
  try {
    const { size } = await stat(path);
    if (size > mostIndexBytes) throw refuse(`it has ${size} bytes; at most ${mostIndexBytes} are read`);
    text = await readFile(path, 'utf8');
    if (nestsTooDeep(text)) throw refuse('its brackets nest too deep');
    const { weight_map } = schema.parse(JSON.parse(text));
    entries = entriesSchema.parse(Object.entries(weight_map));
  } catch (cause) {
    if (cause instanceof BadModelError) throw cause;
    throw refuse("it should be JSON with a 'weight_map' from tensor names to file names", cause);
  }
  const duplicate = findDuplicateKey(text);
  if (duplicate !== null) throw refuse(`it has '${duplicate}' twice`);
  if (entries.length === 0) throw refuse('it lists no tensors');
  for (const [tensor, file] of entries) {
    if (!shardName.test(file)) {
      throw refuse(
        `tensor '${tensor}' is said to be in '${file}', which is no safetensors file of the same folder`,
      );
    }
  }
  const shards = new Set(entries.map(([, file]) => file)).size;
  if (shards > mostShards) throw refuse(`it lists ${shards} files; at most ${mostShards} are read`);
  return new Map(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
