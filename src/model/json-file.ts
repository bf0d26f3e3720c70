import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BadModelError } from '../errors/bad-model-error.js';

/**
 * Reads a JSON file that holds an object.
 * @throws BadModelError when the file is missing or not a JSON object
 */
export async function readJsonObject(path: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new BadModelError(`${path}: missing or not readable`, { cause });
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    throw new BadModelError(`${path}: not a JSON object`, { cause });
  }
}

/** What is wrong with which key, in one line. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
