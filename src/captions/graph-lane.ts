import type { Logger } from 'pino';
import type { Arrivals } from '../engine/arrivals.js';
import { BatchLane } from '../engine/batch-lane.js';
import type { BatchRecorder } from '../engine/batch-recorder.js';
import { Engine } from '../engine/engine.js';
import type { EngineProgram } from '../engine/engine-process.js';
import type { Wording } from '../errors/wording.js';
import { usingCudaDevice } from '../messages/about-devices.js';
import { LaneGroup, leastBusy, type LaneMember } from '../engine/lane-group.js';
import { resolveDecoding, type Decoding } from '../model/decoding.js';
import type { ModelPackage } from '../model/package.js';
import type { Precision } from '../model/precision.js';
import { largestBatch } from '../profiles/batch-size.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import type { EnginePlacing } from './engine-placing.js';
import type { ResultVariant } from './result-key.js';

/** Where one engine's results go. */
export interface LaneRecorder extends BatchRecorder {
  /** Writes what is still to be written. */
  close(): Promise<void>;
}

export interface GraphLaneOptions {
  readonly program: EngineProgram;
  readonly placing: EnginePlacing;
  readonly recorder: (engine: Engine, model: ModelPackage) => LaneRecorder;
  readonly arrivals: Arrivals;
  /** Told when an engine process was lost. */
  readonly onEngineLost?: () => void;
  /** How loud it is said that there is no GPU. */
  readonly fallbackLevel: 'info' | 'warn';
  readonly log: Logger;
}

/** A profile and its model at work: an engine for each of its devices, the lanes in front of them, and what its results depend on. */
export class GraphLane {
  readonly decoding: Decoding;
  readonly #precision: Precision;
  readonly members: readonly LaneMember[];
  readonly lane: LaneGroup;
  /** Requests on their way through it; it is not closed while there are any. */
  users = 0;
  /** `performance.now()` when the last of them left. */
  lastUsed = performance.now();
  readonly #recorders: readonly LaneRecorder[];
  #left: (() => void) | null = null;

  /** @throws InvalidInputError when the profile's decoding does not fit the model */
  constructor(
    private readonly options: GraphLaneOptions,
    readonly profile: ProfileParameters,
    readonly model: ModelPackage,
  ) {
    const { placing, log } = options;
    this.decoding = resolveDecoding(model, profile);
    const choice = placing.choose(profile);
    this.#precision = choice.provider === null ? profile.precision : choice.precision;
    const devices = choice.provider === 'cuda' ? choice.gpus.map(({ name }) => name) : ['CPU'];
    if (choice.provider === 'cuda') for (const name of devices) log.info(usingCudaDevice(name).en);
    else if (choice.reason !== null) {
      // Somebody who asked for other numbers is told so; that there is no GPU is news to a server only.
      const level = this.#precision === profile.precision ? options.fallbackLevel : 'warn';
      log[level](choice.reason.en);
    }
    const opened = devices.map((_, index) => this.#openMember(index));
    this.members = opened.map(({ member }) => member);
    this.#recorders = opened.map(({ recorder }) => recorder);
    this.lane = new LaneGroup(this.members);
  }

  /** Of the engines as they run now: a GPU that is gone when one is started again may leave the CPU. */
  get precision(): Precision {
    return this.engine.place?.graph.precision ?? this.#precision;
  }

  /** Why not the device or the precision that the profile asks for; null when it is as asked. */
  get reason(): Wording | null {
    const choice = this.options.placing.choose(this.profile);
    return choice.provider === 'cuda' ? null : choice.reason;
  }

  /** Where pictures are looked at: any of the engines can. */
  get engine(): Engine {
    return leastBusy(this.members).engine;
  }

  /** What decides the text of a caption on this lane, besides picture and model. */
  resultVariant(maxImageSize: number | null, seed: number | null): ResultVariant {
    const { decoding, precision, profile } = this;
    const { lowMemory, deterministic } = profile;
    const graph = this.engine.place?.graph;
    const calibration = graph?.calibration?.hash ?? null;
    const provider = graph?.provider ?? 'cpu';
    return { decoding, precision, calibration, lowMemory, deterministic, provider, maxImageSize, seed };
  }

  enter(): void {
    this.users++;
  }

  leave(): void {
    this.users--;
    this.lastUsed = performance.now();
    if (this.users === 0) this.#left?.();
  }

  /** Resolves when every request that has entered has left. */
  deserted(): Promise<void> {
    if (this.users === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#left = resolve;
    });
  }

  /** @throws what keeps an engine from starting */
  async ready(): Promise<void> {
    await Promise.all(this.members.map(({ engine }) => engine.ready()));
  }

  /** Lets the run in progress finish and writes what is still to be written; what waits is turned away. */
  async stop(): Promise<void> {
    await this.lane.stop();
    await Promise.all(this.#recorders.map((recorder) => recorder.close()));
  }

  closeEngines(): void {
    for (const { engine } of this.members) engine.close();
  }

  #openMember(index: number): { member: LaneMember; recorder: LaneRecorder } {
    const { program, placing, arrivals, onEngineLost, log } = this.options;
    const place = () => placing.place(this.model, this.profile, index);
    const engine = new Engine({ program, place, log, ...(onEngineLost && { onLost: onEngineLost }) });
    const recorder = this.options.recorder(engine, this.model);
    const { maxBatchDelayMs } = this.profile;
    const batchSize = largestBatch(this.profile);
    const lane = new BatchLane({ engine, recorder, arrivals, batchSize, maxBatchDelayMs });
    return { member: { engine, lane }, recorder };
  }
}

/** Equal for profiles whose requests can be served by the same engines and lanes, of a model of the same content. */
export function laneKey(profile: ProfileParameters, { name, hash }: ModelPackage): string {
  const { device, deviceIds, forceCuda, precision, lowMemory, deterministic } = profile;
  const { batchSize, maxBatchDelayMs, memoryLimitMiB, memoryHeadroom } = profile;
  const { decoding, beamSize, maxTokens, minTokens, noRepeatNgramSize, lengthPenalty } = profile;
  const { temperature, topK, topP } = profile;
  return JSON.stringify([
    ...[name, hash, device, deviceIds, forceCuda, precision, lowMemory, deterministic],
    ...[batchSize, maxBatchDelayMs, memoryLimitMiB, memoryHeadroom],
    ...[decoding, beamSize, maxTokens, minTokens, noRepeatNgramSize, lengthPenalty, temperature, topK, topP],
  ]);
}
