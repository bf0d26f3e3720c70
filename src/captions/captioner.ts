import type { Logger } from 'pino';
import { Arrivals } from '../engine/arrivals.js';
import { BatchLane } from '../engine/batch-lane.js';
import type { BatchRecorder, TicketEnding } from '../engine/batch-recorder.js';
import { Engine } from '../engine/engine.js';
import { engineProgram, type EngineProgram } from '../engine/engine-process.js';
import { resolveDecoding, type Decoding } from '../model/decoding.js';
import { readModelPackage, type ModelPackage } from '../model/package.js';
import { captionText } from '../model/tokenizer/caption-text.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import type { HypothesisRow } from '../storage/caption-records.js';
import type { HypothesisText } from './hypothesis-text.js';

export interface CaptionerOptions {
  readonly modelDirectory: string;
  /** Where compiled graphs are kept. */
  readonly graphs: string;
  readonly threads: number;
  readonly profile: ProfileParameters;
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
    /** As the profile says, or the model where that is silent. */
    readonly decoding: Decoding,
    private readonly profile: ProfileParameters,
  ) {
    const { batchSize } = profile;
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
    const { modelDirectory, graphs, threads, profile, program = engineProgram, log } = options;
    const model = await readModelPackage(modelDirectory);
    const decoding = resolveDecoding(model, profile);
    const graph = { modelDirectory, decoding, cacheDirectory: graphs, threads };
    const engine = new Engine({ program, graph, log });
    try {
      await engine.ready();
    } catch (error) {
      engine.close();
      throw error;
    }
    return new Captioner(model, engine, decoding, profile);
  }

  /**
   * The finished hypotheses of a picture, best first.
   * @throws ImageError, ENGINE_FAILED
   */
  async caption(path: string): Promise<readonly HypothesisRow[]> {
    const id = this.#next++;
    const { maxImageSize, maxRetries, retryDelayMs } = this.profile;
    const work = {
      key: String(id),
      path,
      maxImageSize,
      priority: 'NORMAL',
      single: true,
      maxRetries,
      retryDelayMs,
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
