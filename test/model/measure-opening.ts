import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const schema = z.object({
  /** Bytes by which the process grew at most. */
  growth: z.number(),
  outcomes: z.array(
    z.object({
      path: z.string(),
      tensors: z.number().optional(),
      elements: z.number().optional(),
      code: z.string().nullish(),
      message: z.string().optional(),
    }),
  ),
});

/** Opens and reads checkpoints, each as its name says, in a process of their own. */
export async function measureOpening(...paths: readonly string[]): Promise<z.infer<typeof schema>> {
  const script = join(import.meta.dirname, 'fixtures/measure-opening.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...paths], { timeout: 110_000 });
  return schema.parse(JSON.parse(stdout));
}
