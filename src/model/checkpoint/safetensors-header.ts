import { z } from 'zod';
import { BadModelError } from '../../errors/bad-model-error.js';
import { elementCount, type TensorInfo } from './checkpoint.js';
import { bitsOfDtype } from './dtype.js';
import { findDuplicateKey } from './json-duplicates.js';
import { nestsTooDeep } from './json-nesting.js';
import type { Refusal } from './refusal.js';

/** A tensor and where its bytes begin, counted from the end of the header. */
export interface PlacedTensor extends TensorInfo {
  readonly begin: number;
}

const size = z.int().nonnegative();
const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(size),
  data_offsets: z.tuple([size, size]),
});
const metadataSchema = z.record(z.string(), z.string());

/**
 * Reads the JSON header of a safetensors file and checks it as the reference implementation does (safetensors tensor.rs,
 * `Metadata::validate`): known dtypes, sizes that agree, and tensors that cover the data section without hole or overlap.
 * @param header the bytes after the length field
 * @param dataLength bytes of the file after the header
 * @param path the file, for messages
 * @throws BadModelError
 */
export function parseSafetensorsHeader(
  header: Uint8Array,
  dataLength: number,
  path: string,
): Map<string, PlacedTensor> {
  const refuse = (reason: string) => new BadModelError(`${path}: not a usable safetensors file: ${reason}`);
  const entries = parseEntries(header, refuse);
  const tensors = new Map<string, PlacedTensor>();
  for (const [name, value] of entries) {
    if (name === '__metadata__') {
      if (!metadataSchema.safeParse(value).success) throw refuse('__metadata__ is not a list of texts');
      continue;
    }
    const entry = entrySchema.safeParse(value);
    if (!entry.success) throw refuse(`tensor '${name}' has a malformed entry`);
    const { dtype, shape } = entry.data;
    const [begin, end] = entry.data.data_offsets;
    const bits = bitsOfDtype(dtype);
    if (bits === null) throw refuse(`tensor '${name}' has the unknown dtype '${dtype}'`);
    const needed = (elementCount(shape) * bits) / 8;
    if (!Number.isSafeInteger(needed)) throw refuse(`tensor '${name}' has an impossible size`);
    if (end - begin !== needed) {
      throw refuse(`tensor '${name}' needs ${needed} bytes but has ${end - begin}`);
    }
    tensors.set(name, { name, dtype, shape, byteLength: needed, begin });
  }
  checkCoverage(tensors, dataLength, refuse);
  return tensors;
}

function parseEntries(header: Uint8Array, refuse: Refusal): [string, unknown][] {
  let text: string;
  let parsed: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header);
    if (nestsTooDeep(text)) throw new Error('its brackets nest too deep');
    parsed = JSON.parse(text);
  } catch (cause) {
    throw refuse(`its header is not JSON (${cause instanceof Error ? cause.message : String(cause)})`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw refuse('its header is not a JSON object');
  }
  const duplicate = findDuplicateKey(text);
  if (duplicate !== null) throw refuse(`its header has '${duplicate}' twice`);
  return Object.entries(parsed);
}

function checkCoverage(tensors: Map<string, PlacedTensor>, dataLength: number, refuse: Refusal): void {
  const inFileOrder = [...tensors.values()].sort((a, b) => a.begin - b.begin || a.byteLength - b.byteLength);
  let covered = 0;
  for (const tensor of inFileOrder) {
    if (tensor.begin !== covered) {
      const what = tensor.begin < covered ? 'overlaps the one before it' : 'leaves a hole before it';
      throw refuse(`tensor '${tensor.name}' ${what}`);
    }
    covered += tensor.byteLength;
  }
  if (covered > dataLength) {
    throw refuse(`it is truncated: ${covered} bytes of tensors are listed, ${dataLength} are there`);
  }
  if (covered < dataLength) throw refuse(`${dataLength - covered} bytes follow the last tensor`);
}
