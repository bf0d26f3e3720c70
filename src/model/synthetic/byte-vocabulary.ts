import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { characterOfByte } from '../tokenizer/byte-alphabet.js';

/**
 * Writes vocab.json and merges.txt of a tokenizer that spells every byte: the special tokens, the 256 bytes, and names nobody
 * uses up to `size`.
 */
export async function writeByteVocabulary(directory: string, size: number): Promise<void> {
  const pieces = ['<s>', '<pad>', '</s>', '<unk>', ...characterOfByte];
  for (let id = pieces.length; id < size; id++) pieces.push(`<unused_${id}>`);
  const vocabulary = Object.fromEntries(pieces.slice(0, size).map((piece, id) => [piece, id]));
  await writeFile(join(directory, 'vocab.json'), JSON.stringify(vocabulary));
  await writeFile(join(directory, 'merges.txt'), '#version: 0.2\n');
}
