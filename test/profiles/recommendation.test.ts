import { describe, expect, it } from 'vitest';
import { recommend, type RecommendationRequest } from '../../src/profiles/recommendation.js';

const gpu: RecommendationRequest = {
  kind: 'CUDA',
  memoryMiB: 8192,
  plan: null,
  headroom: 0.1,
  imageSize: 224,
};

describe('a recommendation for a GPU', () => {
  it.each([
    [3, 1, 384, 'FP32'],
    [4, 2, 384, 'FP32'],
    [5.9, 2, 384, 'FP32'],
    [6, 2, 512, 'FP16'],
    [8, 4, 512, 'FP16'],
    [11.9, 4, 512, 'FP16'],
    [12, 8, 768, 'FP16'],
    [80, 8, 768, 'FP16'],
  ])('of %d GiB is %d pictures of %d pixels in %s', (gibibytes, batchSize, maxImageSize, precision) => {
    const found = recommend({ ...gpu, memoryMiB: gibibytes * 1024 });
    expect(found).toMatchObject({ batchSize, maxImageSize, precision });
    expect(found.reason.en).toContain(`${gibibytes} GiB`);
    expect(found.reason.zh).toContain(`${gibibytes} GiB`);
  });

  it('of unknown memory is what any can do', () => {
    expect(recommend({ ...gpu, memoryMiB: null })).toMatchObject({
      batchSize: 1,
      maxImageSize: 384,
      precision: 'FP32',
    });
  });

  it('never shrinks pictures below what the model looks at', () => {
    expect(recommend({ ...gpu, memoryMiB: 4096, imageSize: 480 }).maxImageSize).toBe(480);
  });
});

describe('what was measured', () => {
  const plan = [
    { batchSize: 8, peakMiB: 1800 },
    { batchSize: 1, peakMiB: 500 },
    { batchSize: 4, peakMiB: 1000 },
  ];

  it.each([
    [8192, 8, '1800 MiB'],
    [2000, 8, '1800 MiB'],
    [1999, 4, '1000 MiB'],
    [1000, 1, '500 MiB'],
    [500, 1, '500 MiB'],
  ])('decides for %d MiB: batches of %d', (memoryMiB, batchSize, peak) => {
    const found = recommend({ ...gpu, memoryMiB, plan });
    expect(found.batchSize).toBe(batchSize);
    expect(found.reason.en).toContain(peak);
  });

  it('leaves the usual size where nothing larger was measured', () => {
    const found = recommend({ ...gpu, memoryMiB: 16_384, plan: [{ batchSize: 2, peakMiB: 600 }] });
    expect(found.batchSize).toBe(8);
  });
});

describe('a recommendation for a CPU', () => {
  it.each([
    [64, 384],
    [384, 384],
    [480, 512],
    [1024, 1024],
  ])('is FP32 and as large as a model of %d pixels needs', (imageSize, maxImageSize) => {
    const found = recommend({ ...gpu, kind: 'CPU', memoryMiB: 32_768, imageSize });
    expect(found).toMatchObject({ batchSize: 8, maxImageSize, precision: 'FP32' });
  });
});
