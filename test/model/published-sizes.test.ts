import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countParameters } from '../../src/model/checkpoint/count-parameters.js';
import { openTorch } from '../../src/model/checkpoint/torch.js';
import { sizesOfTensors } from '../../src/model/checkpoint/sizes-of-tensors.js';
import { writePublishedModel } from '../../src/model/synthetic/published-model.js';
import {
  publishedConfig,
  publishedSizes,
  type PublishedSizeName,
} from '../../src/model/synthetic/published-sizes.js';
import { writePublishedTorch } from './published-form.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ofa-sizes-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe.each(Object.keys(publishedSizes) as PublishedSizeName[])('OFA-%s', (size) => {
  test('has the names, the parameters and the sizes of the published checkpoint', async () => {
    const path = join(directory, `${size}.bin`);
    await writePublishedModel(join(directory, size), size, {
      writeWeights: (tensors) => {
        // Only the shapes matter: what was never written takes no room on disk.
        const shapes = tensors.map(({ name, shape }) => ({ name, shape }));
        return writePublishedTorch(path, shapes, { tied: true });
      },
    });
    const checkpoint = await openTorch(path);
    expect(checkpoint.tensors.size).toBe(publishedSizes[size].keys);
    expect(countParameters(checkpoint)).toBe(publishedSizes[size].parameters);
    // The keys that config.json leaves out have the defaults of the code.
    const defaults = { max_position_embeddings: 1024, token_bucket_size: 256, image_bucket_size: 42 };
    expect({ ...defaults, ...publishedConfig(size) }).toMatchObject(sizesOfTensors(checkpoint));
    await checkpoint.close();
  });
});
