import { z } from 'zod';

/** Where a model was imported from. */
export const modelOriginSchema = z.discriminatedUnion('kind', [
  /** A directory or a single weights file of this machine, by its absolute path. */
  z.object({ kind: z.enum(['directory', 'file']), path: z.string() }),
  /** A model hub, such as `modelscope.cn`: the model's id there and what was downloaded of it (a branch, tag or commit). */
  z.object({ kind: z.literal('hub'), hub: z.string(), id: z.string(), revision: z.string().nullable() }),
]);

export type ModelOrigin = z.infer<typeof modelOriginSchema>;

/** In one line, for people. */
export function describeOrigin(origin: ModelOrigin): string {
  if (origin.kind !== 'hub') return origin.path;
  return `${origin.hub}/${origin.id}${origin.revision === null ? '' : `@${origin.revision}`}`;
}
