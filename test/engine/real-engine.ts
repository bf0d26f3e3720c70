import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Engine } from '../../src/engine/engine.js';
import type { EnginePlace } from '../../src/engine/engine-place.js';
import type { EngineProgram } from '../../src/engine/engine-process.js';
import type { GraphRequest } from '../../src/engine/protocol.js';
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

/** A place on the CPU for the embedded model, where batches up to 16 have been seen to fit. */
export async function cpuPlace(changes: Partial<GraphRequest> = {}): Promise<EnginePlace> {
  const { decoding } = await readModelPackage(embeddedModel);
  const graph = {
    modelDirectory: embeddedModel,
    decoding,
    precision: 'FP32',
    calibration: null,
    lowMemory: false,
    deterministic: false,
    cacheDirectory: graphs,
    threads: 2,
    provider: 'cpu',
    device: 'CPU',
    warmUp: [],
    ...changes,
  } as const;
  return { graph, environment: {}, batchSizes: [1, 2, 4, 8, 16] };
}

export function startEngine(program: EngineProgram = builtEngine): Promise<Engine> {
  return Promise.resolve(new Engine({ program, place: () => cpuPlace(), log: quiet }));
}
