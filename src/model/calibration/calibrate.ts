import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { compileGraph, graphFiles } from '../compiler/compile.js';
import { graphVariant } from '../compiler/graph-variant.js';
import { observed, observedTensor } from '../compiler/observation.js';
import type { ModelPackage } from '../package.js';
import { sessionOptions } from '../session-options.js';
import type { CalibrationFile } from './calibration.js';
import { chooseRange } from './choose-range.js';
import { Histogram } from './histogram.js';

/**
 * Measures the ranges of a model's values by running its float32 graph over pictures, one at a time.
 * @param pictures `[S, S, 3]` uint8 each, made when they are asked for
 * @throws InvalidInputError when there is no picture; BadModelError
 */
export async function calibrate(
  model: ModelPackage,
  pictures: AsyncIterable<Uint8Array>,
  threads: number,
): Promise<CalibrationFile> {
  const directory = await mkdtemp(join(tmpdir(), 'ofa-caption-calibration-'));
  try {
    // What the search does with its tokens has no part in the ranges: one step, one beam.
    const variant = graphVariant(model, { decoding: { maxTokens: 1, minTokens: 0, beamSize: 1 } });
    await compileGraph(model, variant, directory, { probes: { names: [observed] } });
    const session = await InferenceSession.create(
      join(directory, graphFiles.model),
      sessionOptions({ threads }),
    );
    const histograms = new Map<string, Histogram>();
    let count = 0;
    try {
      for await (const pixels of pictures) {
        observePicture(histograms, await runPicture(session, pixels, model.imageSize));
        count++;
      }
    } finally {
      await session.release();
    }
    if (count === 0) throw new InvalidInputError('There is no picture to calibrate with.');
    const ranges = [...histograms].map(([name, histogram]) => [name, chooseRange(histogram)] as const);
    return {
      modelHash: model.hash,
      imageSize: model.imageSize,
      pictures: count,
      quality: null,
      ranges: Object.fromEntries(ranges),
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function runPicture(
  session: InferenceSession,
  pixels: Uint8Array,
  size: number,
): Promise<InferenceSession.OnnxValueMapType> {
  return session.run({ pixels: new Tensor('uint8', pixels, [1, size, size, 3]) });
}

function observePicture(
  histograms: Map<string, Histogram>,
  outputs: InferenceSession.OnnxValueMapType,
): void {
  for (const [output, tensor] of Object.entries(outputs)) {
    const name = observedTensor(output);
    if (name === null || !(tensor.data instanceof Float32Array)) continue;
    const [min = 0, max = 0] = tensor.data;
    const histogram = histograms.get(name) ?? new Histogram();
    histograms.set(name, histogram);
    histogram.include(min);
    histogram.include(max);
    histogram.add(tensor.data.subarray(2));
  }
}
