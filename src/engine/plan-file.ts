import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MemoryPlan } from './memory-plan.js';

const schema = z.object({
  measuredFor: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  steps: z.array(z.object({ batchSize: z.int().positive(), peakMiB: z.number().positive() })),
  failedAt: z.int().positive().nullable(),
});

/** Everything that decides how much memory a run needs: graph, runtime, device, driver and how the session is set up. */
export type PlanIdentity = Readonly<Record<string, string | number | boolean | null>>;

/** Where a graph's plans are kept: beside the graph. */
export function planPath(graphDirectory: string, identity: PlanIdentity): string {
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 16);
  return join(graphDirectory, `memory-plan-${hash}.json`);
}

/** Null when there is none, or one that cannot be read: it is measured again then. */
export async function readPlan(path: string): Promise<MemoryPlan | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

export async function writePlan(path: string, identity: PlanIdentity, plan: MemoryPlan): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, JSON.stringify({ measuredFor: identity, ...plan }, null, 1));
  await rename(temporary, path);
}
