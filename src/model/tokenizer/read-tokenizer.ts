import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BadModelError } from '../../errors/bad-model-error.js';
import { Tokenizer } from './tokenizer.js';

/** Files a tokenizer is read from. */
export const tokenizerFiles = ['vocab.json', 'merges.txt'] as const;

const vocabularySchema = z.record(z.string(), z.int().nonnegative());
const firstPieces = ['<s>', '<pad>', '</s>', '<unk>'];

/**
 * Reads vocab.json (piece → id) and merges.txt.
 * @throws BadModelError naming the file that is missing or wrong
 */
export async function readTokenizer(directory: string): Promise<Tokenizer> {
  const vocabularyPath = join(directory, 'vocab.json');
  const mergesPath = join(directory, 'merges.txt');
  const vocabulary = await readText(vocabularyPath, directory);
  const merges = await readText(mergesPath, directory);
  return new Tokenizer(
    piecesInOrder(vocabulary, vocabularyPath),
    merges.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#version')),
  );
}

/** @throws BadModelError for a directory whose only vocabulary is that of the Chinese models */
export async function refuseChineseTokenizer(directory: string): Promise<void> {
  const isChinese =
    (await exists(join(directory, 'vocab.txt'))) && !(await exists(join(directory, 'vocab.json')));
  if (!isChinese) return;
  throw new BadModelError(
    `${directory}: is a Chinese OFA model (vocab.txt, BERT tokenizer); only byte-level BPE is supported: ` +
      'use an English model with vocab.json and merges.txt',
  );
}

async function readText(path: string, directory: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    await refuseChineseTokenizer(directory);
    throw new BadModelError(`${path}: missing; the tokenizer needs vocab.json and merges.txt`, { cause });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

function piecesInOrder(json: string, path: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new BadModelError(`${path}: not JSON`, { cause });
  }
  const vocabulary = vocabularySchema.safeParse(parsed);
  if (!vocabulary.success) throw new BadModelError(`${path}: not a map from pieces to ids`);
  const entries = Object.entries(vocabulary.data).sort(([, a], [, b]) => a - b);
  entries.forEach(([piece, id], index) => {
    if (id !== index) throw new BadModelError(`${path}: ids are not 0 to n-1 without gaps (at '${piece}')`);
  });
  const pieces = entries.map(([piece]) => piece);
  firstPieces.forEach((piece, id) => {
    if (pieces[id] !== piece) throw new BadModelError(`${path}: id ${id} must be '${piece}'`);
  });
  return pieces;
}
