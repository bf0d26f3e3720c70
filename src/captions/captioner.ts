import type { Logger } from 'pino';
import type { DeviceRegistry } from '../devices/device-registry.js';
import { Arrivals } from '../engine/arrivals.js';
import type { TicketEnding } from '../engine/batch-recorder.js';
import { engineProgram, type EngineProgram } from '../engine/engine-process.js';
import type { Decoding } from '../model/decoding.js';
import type { ModelPackage } from '../model/package.js';
import type { Precision } from '../model/precision.js';
import type { HypothesisRow } from '../storage/caption-records.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import { EnginePlacing } from './engine-placing.js';
import { GraphLane, type LaneRecorder } from './graph-lane.js';
import { hypothesisText } from './hypothesis-text.js';
import { seedFor } from './request-options.js';

export interface CaptionerOptions {
  readonly model: ModelPackage;
  /** Where compiled graphs are kept. */
  readonly graphs: string;
  /** Where calibrations are kept that did not come with the model. */
  readonly data: string;
  /** What graphs calculate with whatever the device has kernels for. */
  readonly emulated?: Precision | undefined;
  readonly threads: number;
  readonly profile: ProfileParameters;
  readonly devices: DeviceRegistry;
  readonly program?: EngineProgram;
  readonly log: Logger;
}

/** Captions picture files with engines of its own and keeps no records: the command line's way. */
export class Captioner {
  readonly #results = new Map<number, readonly HypothesisRow[]>();
  readonly #graph: GraphLane;
  #next = 1;

  private constructor(private readonly options: CaptionerOptions) {
    const { program = engineProgram } = options;
    const recorder: LaneRecorder = {
      advanced: () => undefined,
      retrying: () => undefined,
      ended: (_, endings) => {
        for (const ending of endings) this.#keep(ending);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
    const placing = new EnginePlacing({ ...options, program, planAlways: false });
    const profile = { ...options.profile, maxBatchDelayMs: 0 };
    const lane = {
      ...options,
      program,
      placing,
      arrivals: new Arrivals(),
      recorder: () => recorder,
      fallbackLevel: 'info' as const,
    };
    this.#graph = new GraphLane(lane, profile, options.model);
  }

  /** @throws BadModelError, InvalidInputError for decoding out of range, DEVICE_UNAVAILABLE when no engine starts */
  static async open(options: CaptionerOptions): Promise<Captioner> {
    const captioner = new Captioner(options);
    try {
      await captioner.#graph.ready();
    } catch (error) {
      captioner.#graph.closeEngines();
      throw error;
    }
    return captioner;
  }

  get model(): ModelPackage {
    return this.options.model;
  }

  get decoding(): Decoding {
    return this.#graph.decoding;
  }

  /** Process of the first engine. */
  get pid(): number | null {
    return this.#graph.engine.pid;
  }

  /**
   * The finished hypotheses of a picture, best first.
   * @throws ImageError, ENGINE_FAILED
   */
  async caption(path: string): Promise<readonly HypothesisRow[]> {
    const id = this.#next++;
    const { maxImageSize, maxRetries, retryDelayMs, seed } = this.options.profile;
    const work = {
      key: String(id),
      path,
      maxImageSize,
      seed: seedFor(seed, this.#graph.decoding),
      priority: 'NORMAL',
      single: true,
      maxRetries,
      retryDelayMs,
    } as const;
    try {
      await this.#graph.lane.submit({ captionId: id, askedAt: performance.now(), work });
      return this.#results.get(id) ?? [];
    } finally {
      this.#results.delete(id);
    }
  }

  async close(): Promise<void> {
    await this.#graph.stop();
    this.#graph.closeEngines();
  }

  #keep({ captionId, result }: TicketEnding): void {
    if ('error' in result) return;
    const textOf = hypothesisText(this.model);
    this.#results.set(captionId, result.hypotheses.map(textOf));
  }
}
