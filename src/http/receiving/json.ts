import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { notJson, notJsonObject, notUtf8 } from '../../messages/about-requests.js';

export type JsonObject = Record<string, unknown>;

/** @throws InvalidInputError for what is not JSON; `what` names it */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidInputError(notJson(what));
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws InvalidInputError for what is not a JSON object; `what` names it */
export function parseJsonObject(text: string, what: string): JsonObject {
  const value = parseJson(text, what);
  if (isJsonObject(value)) return value;
  throw new InvalidInputError(notJsonObject(what));
}

/** @throws InvalidInputError for a body that is not a JSON object in UTF-8 */
export async function readJsonBody(chunks: AsyncIterable<Buffer>): Promise<JsonObject> {
  const bytes: Buffer[] = [];
  for await (const chunk of chunks) bytes.push(chunk);
  return parseJsonObject(decodeUtf8(Buffer.concat(bytes)), 'The body of the request');
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInputError(notUtf8());
  }
}
