import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ownDirectory = dirname(fileURLToPath(import.meta.url));

/** Another directory of the same form, with its own checkpoints, cases and sizes. */
export const otherDirectory = process.env['GOLDEN_DIR'];

/** Path of a golden file; what the other directory lacks comes from this one. */
export function goldenPath(relative: string): string {
  const other = otherDirectory === undefined ? null : join(otherDirectory, relative);
  return other !== null && existsSync(other) ? other : join(ownDirectory, relative);
}

/** Reads a golden JSON file. */
export function readGoldenJson<Schema extends z.ZodType>(relative: string, schema: Schema): z.infer<Schema> {
  return schema.parse(readJson(goldenPath(relative)));
}

const numbers = z.array(z.number());

export const hypothesisSchema = z.object({
  tokens: numbers,
  score: z.number(),
  positional_scores: numbers,
  /** Only for pictures run alone. */
  caption: z.string().optional(),
});
export type GoldenHypothesis = z.infer<typeof hypothesisSchema>;

/** `cases/<id>.json`: per picture its finished hypotheses, best first; run alone and together. */
export const beamsSchema = z.object({
  single: z.array(z.array(hypothesisSchema)),
  batch: z.array(z.array(hypothesisSchema)),
});

const syntheticWeightsSchema = z.object({
  seed: z.number(),
  logit: z.number(),
  cross: z.number(),
  eos: z.number(),
});

const configSchema = z.object({
  config: z.record(z.string(), z.unknown()),
  weights: syntheticWeightsSchema,
  weights_sha256: z.string(),
  parameters: z.number(),
  configuration: z.record(z.string(), z.unknown()),
});
export type GoldenConfig = z.infer<typeof configSchema>;

const sizedImageSchema = z.object({ seed: z.number(), width: z.number(), height: z.number() });

const caseSchema = z.object({
  id: z.string(),
  config: z.string(),
  patch_image_size: z.number(),
  prompt_ids: numbers,
  generation: z.record(z.string(), z.number()),
  configuration: z.record(z.string(), z.unknown()),
  images: z.array(sizedImageSchema),
  prefix: numbers.optional(),
  encoder_shape: z.tuple([z.number(), z.number()]).optional(),
  encoder_sample_stride: z.number().optional(),
  logit_sample_stride: z.number().optional(),
  tensors: z.string().optional(),
  debug: z.string().optional(),
  beams: z.string(),
  tolerance: z.object({
    score: z.number(),
    positional_score: z.number(),
    encoder_abs: z.number().optional(),
    logit_abs: z.number().optional(),
  }),
});
export type GoldenCase = z.infer<typeof caseSchema>;

const workedExampleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('word'),
    name: z.string(),
    seed: z.number(),
    index: z.number(),
    result: z.number(),
  }),
  z.object({
    kind: z.literal('value'),
    name: z.string(),
    seed: z.number(),
    index: z.number(),
    mean: z.number(),
    scale: z.number(),
    result: z.number(),
  }),
  z.object({
    kind: z.literal('pixel'),
    seed: z.number(),
    width: z.number(),
    height: z.number(),
    x: z.number(),
    y: z.number(),
    c: z.number(),
    result: z.number(),
  }),
]);

const manifestSchema = z.object({
  configs: z.record(z.string(), configSchema),
  cases: z.array(caseSchema),
  images: z.array(sizedImageSchema.extend({ sha256: z.string() })),
  worked_examples: z.array(workedExampleSchema),
});

/** This directory's own manifest.json. */
export const ownManifest = manifestSchema.parse(readJson(join(ownDirectory, 'manifest.json')));

/** manifest.json of the other directory where there is one. */
export const manifest = manifestSchema.parse({
  ...ownManifest,
  ...(readJson(goldenPath('manifest.json')) as object),
});

/** The checkpoint that a case of a manifest runs on. */
export function configOf(
  golden: { readonly id: string; readonly config: string },
  { configs } = manifest,
): GoldenConfig {
  const config = configs[golden.config];
  if (config === undefined) throw new Error(`${golden.id}: the manifest has no config '${golden.config}'`);
  return config;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
