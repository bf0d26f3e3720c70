import type { Logger } from 'pino';
import { Arrivals } from '../engine/arrivals.js';
import { BatchLane } from '../engine/batch-lane.js';
import type { BatchRecorder, TicketEnding } from '../engine/batch-recorder.js';
import { Engine } from '../engine/engine.js';
import { engineProgram, type EngineProgram } from '../engine/engine-process.js';
import type { Calibration } from '../model/calibration/calibration.js';
import { resolveDecoding, type DecodingOverrides } from '../model/decoding.js';
import type { Precision } from '../model/precision.js';
import { readModelPackage, type ModelPackage } from '../model/package.js';
import { captionText } from '../model/tokenizer/caption-text.js';
import type { HypothesisRow } from '../storage/caption-records.js';
import type { HypothesisText } from './hypothesis-text.js';

export interface CaptionerOptions {
  readonly modelDirectory: string;
  /** Where compiled graphs are kept. */
  readonly graphs: string;
  readonly threads: number;
  readonly batchSize: number;
  readonly decoding?: DecodingOverrides;
  /** FP32 when absent. */
  readonly precision?: Precision;
  /** Needed for INT8. */
  readonly calibration?: Calibration | null;
  readonly program?: EngineProgram;
  readonly log: Logger;
}

/** Captions picture files with an engine of its own and keeps no records: the command line's way. */
export class Captioner {
  readonly #results = new Map<number, readonly HypothesisRow[]>();
  readonly #lane: BatchLane;
  #next = 1;

  private constructor(
    readonly model: ModelPackage,
    readonly engine: Engine,
    batchSize: number,
  ) {
    const recorder: BatchRecorder = {
      advanced: () => undefined,
      retrying: () => undefined,
      ended: (_, endings) => {
        for (const ending of endings) this.#keep(ending);
        return Promise.resolve();
      },
    };
    this.#lane = new BatchLane({ engine, recorder, arrivals: new Arrivals(), batchSize, maxBatchDelayMs: 0 });
  }

  /** @throws BadModelError, InvalidInputError for decoding out of range, DEVICE_UNAVAILABLE when no engine starts */
  static async open(options: CaptionerOptions): Promise<Captioner> {
    const { modelDirectory, graphs, threads, batchSize, decoding, program = engineProgram, log } = options;
    const { precision = 'FP32', calibration = null } = options;
    const model = await readModelPackage(modelDirectory);
    const engine = new Engine({
      program,
      graph: {
        modelDirectory,
        decoding: resolveDecoding(model, decoding),
        precision,
        calibration,
        cacheDirectory: graphs,
        threads,
      },
      log,
    });
    try {
      await engine.ready();
    } catch (error) {
      engine.close();
      throw error;
    }
    return new Captioner(model, engine, batchSize);
  }

  /**
   * The finished hypotheses of a picture, best first.
   * @throws ImageError, ENGINE_FAILED
   */
  async caption(path: string): Promise<readonly HypothesisRow[]> {
    const id = this.#next++;
    const work = {
      key: String(id),
      path,
      maxImageSize: null,
      priority: 'NORMAL',
      single: true,
      maxRetries: 1,
      retryDelayMs: 100,
    } as const;
    try {
      await this.#lane.submit({ captionId: id, askedAt: performance.now(), work });
      return this.#results.get(id) ?? [];
    } finally {
      this.#results.delete(id);
    }
  }

  async close(): Promise<void> {
    await this.#lane.stop();
    this.engine.close();
  }

  #keep({ captionId, result }: TicketEnding): void {
    if ('error' in result) return;
    const textOf = hypothesisText(this.model);
    this.#results.set(captionId, result.hypotheses.map(textOf));
  }
}

/** Decodes tokens as the model's own pipeline does. */
export function hypothesisText(model: ModelPackage): HypothesisText {
  return ({ tokens, score }) => ({
    text: captionText(model.tokenizer.decode(tokens), model.language),
    score,
  });
}
