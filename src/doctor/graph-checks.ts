import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as say from '../messages/about-doctor-storage.js';
import { readGraphManifest } from '../model/graph-manifest.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination } from './examination.js';

const checks = new GroupChecks('storage');

const MiB = 2 ** 20;
/** A graph's folder is named by its key. */
const keyPattern = /^[0-9a-f]{32}$/;

/** Whether every compiled graph is as it was written. */
export async function checkGraphs({ directory: { graphs } }: Examination): Promise<DoctorCheck> {
  const name = 'compiled-graphs';
  const keys = (await readdir(graphs).catch(() => [])).filter((entry) => keyPattern.test(entry));
  if (keys.length === 0) return checks.pass(name, say.noGraphs());
  const damaged: string[] = [];
  let bytes = 0;
  for (const key of keys) {
    const manifest = await readGraphManifest(join(graphs, key));
    if (manifest === null) damaged.push(key);
    else bytes += manifest.bytes;
  }
  return damaged.length === 0
    ? checks.pass(name, say.graphsWhole(keys.length, bytes / MiB))
    : checks.warn(name, say.graphsDamaged(damaged, keys.length), say.removeGraphs(graphs));
}
