import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Engine } from '../../src/engine/engine.js';
import type { EngineProgram } from '../../src/engine/engine-process.js';
import { readModelPackage } from '../../src/model/package.js';

export const embeddedModel = fileURLToPath(new URL('../../models/ofa-mini-en/', import.meta.url));
export const photos = fileURLToPath(new URL('../photos/', import.meta.url));
/** The engine as it is built and shipped; Node's worker threads do not take TypeScript. */
export const builtEngine: EngineProgram = {
  entry: new URL('../../dist/engine/process/main.js', import.meta.url),
};
export const deadlyEngine: EngineProgram = { entry: new URL('fixtures/deadly-engine.js', import.meta.url) };
export const quiet = pino({ level: 'silent' });

export function photo(name: string): string {
  return join(photos, name);
}

/** Graphs are compiled once for all tests of a run. */
export const graphs = join(tmpdir(), 'ofa-caption-test-graphs');

export async function startEngine(program: EngineProgram = builtEngine): Promise<Engine> {
  const model = await readModelPackage(embeddedModel);
  const graph = {
    modelDirectory: embeddedModel,
    decoding: model.decoding,
    cacheDirectory: graphs,
    threads: 2,
  };
  return new Engine({ program, graph, log: quiet });
}
