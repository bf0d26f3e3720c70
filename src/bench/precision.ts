import { InferenceSession, Tensor } from 'onnxruntime-node';
import { calibrate } from '../model/calibration/calibrate.js';
import { toCalibration } from '../model/calibration/calibration.js';
import { graphVariant, type VariantOverrides } from '../model/compiler/graph-variant.js';
import { ensureGraph } from '../model/graph-cache.js';
import { readModelPackage, type ModelPackage } from '../model/package.js';
import { sessionOptions } from '../model/session-options.js';
import { syntheticImage } from '../model/synthetic/synthetic-image.js';

export interface PrecisionFigures {
  readonly title: string;
  readonly batchSize: number;
  /** Of one run, best of all rounds. */
  readonly seconds: Readonly<Record<'fp32' | 'together' | 'int8', number>>;
}

export interface PrecisionBench {
  readonly title: string;
  readonly modelDirectory: string;
  readonly graphs: string;
  readonly threads: number;
}

const rounds = 8;
const calibrationPictures = 4;
const batchSizes = [1, 4];
/** Every variant writes captions of the same length, so that a ratio compares the same number of steps. */
const captionTokens = 12;

/**
 * What INT8 and the encoder over the whole batch gain over FP32 with one picture after the other: drawn pictures, the graph
 * alone, the variants in turn, so that whatever else the machine does hits all of them.
 */
export async function precisionFigures(bench: PrecisionBench): Promise<PrecisionFigures[]> {
  const { title, modelDirectory, graphs, threads } = bench;
  const model = await readModelPackage(modelDirectory);
  const calibration = toCalibration(await calibrate(model, drawnPictures(model), threads));
  const open = async (overrides: VariantOverrides): Promise<InferenceSession> => {
    const decoding = { minTokens: captionTokens, maxTokens: captionTokens };
    const { path } = await ensureGraph(model, graphVariant(model, { ...overrides, decoding }), graphs);
    return InferenceSession.create(path, sessionOptions({ threads }));
  };
  const sessions = {
    fp32: await open({}),
    together: await open({ encoder: 'TOGETHER' }),
    int8: await open({ precision: 'INT8', calibration }),
  };
  const figures: PrecisionFigures[] = [];
  for (const batchSize of batchSizes) {
    const pixels = drawnBatch(model, batchSize);
    const seconds = { fp32: Infinity, together: Infinity, int8: Infinity };
    for (let round = 0; round < rounds; round++) {
      for (const variant of ['fp32', 'together', 'int8'] as const) {
        const started = performance.now();
        await sessions[variant].run({ pixels }, ['scores']);
        seconds[variant] = Math.min(seconds[variant], (performance.now() - started) / 1000);
      }
    }
    figures.push({ title, batchSize, seconds });
  }
  await Promise.all(Object.values(sessions).map((session) => session.release()));
  return figures;
}

async function* drawnPictures({ imageSize }: ModelPackage): AsyncGenerator<Uint8Array> {
  for (let seed = 1; seed <= calibrationPictures; seed++) {
    yield await Promise.resolve(syntheticImage(seed, imageSize, imageSize));
  }
}

function drawnBatch({ imageSize }: ModelPackage, batchSize: number): Tensor {
  const images = Array.from({ length: batchSize }, (_, index) =>
    syntheticImage(index + 1, imageSize, imageSize),
  );
  return new Tensor('uint8', Buffer.concat(images), [batchSize, imageSize, imageSize, 3]);
}
