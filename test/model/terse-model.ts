import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedModel } from '../engine/real-engine.js';

/** Writes a model whose captions have so many words at most: the embedded one with another configuration.json. */
export async function writeTerseModel(directory: string, words: number): Promise<void> {
  await cp(embeddedModel, directory, { recursive: true });
  await rm(join(directory, 'calibration.json'));
  const path = join(directory, 'configuration.json');
  const configuration = JSON.parse(await readFile(path, 'utf8')) as { model: object };
  const beamSearch = { beam_size: 1, max_len_b: words, min_len: 1, no_repeat_ngram_size: 3 };
  const model = { ...configuration.model, beam_search: beamSearch };
  await writeFile(path, JSON.stringify({ ...configuration, model }));
}
