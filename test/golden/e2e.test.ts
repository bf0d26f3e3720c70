import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { preparePixels } from '../../src/image/prepare.js';
import type { ModelPackage } from '../../src/model/package.js';
import { captionText } from '../../src/model/tokenizer/caption-text.js';
import { goldenPath, hypothesisSchema, readGoldenJson } from './golden-data.js';
import { GoldenModels } from './golden-model.js';
import { openGraph, search } from './run-graph.js';

const scoreTolerance = 1e-4;

const { e2e } = readGoldenJson(
  'manifest.json',
  z.object({
    e2e: z.array(
      z.object({
        id: z.string(),
        config: z.string(),
        patch_image_size: z.number(),
        configuration: z.record(z.string(), z.unknown()),
        results: z.array(
          z.object({ file: z.string(), resized_sha256: z.string(), beams: z.array(hypothesisSchema) }),
        ),
      }),
    ),
  }),
);

let models: GoldenModels;
beforeAll(async () => {
  models = await GoldenModels.create();
});
afterAll(async () => {
  await models.remove();
});

describe.each(e2e)('$id: from a file to its captions', (golden) => {
  const size = golden.patch_image_size;
  let model: ModelPackage;
  let session: InferenceSession;

  beforeAll(async () => {
    model = await models.open(golden);
    session = await openGraph(model, join(models.directory, 'cache'));
  });
  afterAll(async () => {
    await session.release();
  });

  test.each(golden.results)('$file', async ({ file, beams, resized_sha256 }) => {
    const pixels = new Uint8Array(size * size * 3);
    await preparePixels(goldenPath(file), size, pixels);
    const [found] = await search(session, [pixels], size);
    expect(found!.map(({ tokens }) => tokens)).toEqual(beams.map(({ tokens }) => tokens));
    const captions = found!.map(({ tokens }) => captionText(model.tokenizer.decode(tokens), model.language));
    expect(captions).toEqual(beams.map(({ caption }) => caption));
    // Decoders of lossy formats differ by a level here and there, and the scores with them.
    const same = createHash('sha256').update(pixels).digest('hex') === resized_sha256;
    for (const [index, { score }] of found!.entries()) {
      expect(Math.abs(score - beams[index]!.score)).toBeLessThan(same ? scoreTolerance : 1e-2);
    }
  });
});
