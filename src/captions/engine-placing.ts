import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DeviceRegistry } from '../devices/device-registry.js';
import type { DeviceChoice } from '../devices/device-choice.js';
import type { VisibleGpu } from '../devices/gpu-reading.js';
import type { EnginePlace } from '../engine/engine-place.js';
import type { EngineProgram } from '../engine/engine-process.js';
import { sizesToMeasure, type MemoryPlan } from '../engine/memory-plan.js';
import { OneAtATime } from '../engine/one-at-a-time.js';
import { placeEngine, type Placement } from '../engine/place-engine.js';
import { planPath, readPlan, type PlanIdentity } from '../engine/plan-file.js';
import { requestedVariant } from '../engine/requested-variant.js';
import { runtimeVersion } from '../engine/runtime-version.js';
import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { calibrationMissing, losesQuality } from '../messages/about-precision.js';
import { losesTooMuch, type Calibration } from '../model/calibration/calibration.js';
import { readCalibration } from '../model/calibration/calibration-files.js';
import { graphKey } from '../model/graph-cache.js';
import { resolveDecoding } from '../model/decoding.js';
import type { ModelPackage } from '../model/package.js';
import type { Precision } from '../model/precision.js';
import { largestBatch } from '../profiles/batch-size.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';

export interface EnginePlacingOptions {
  /** Where compiled graphs are kept. */
  readonly graphs: string;
  /** Where calibrations are kept that did not come with the model. */
  readonly data: string;
  /** What graphs calculate with whatever the device has kernels for, to judge captions by; the CPU's when absent. */
  readonly emulated?: Precision | undefined;
  readonly threads: number;
  readonly program: EngineProgram;
  readonly devices: DeviceRegistry;
  /** Whether batch sizes are measured even where no memory limit is set; one batch of pictures is done sooner without. */
  readonly planAlways: boolean;
  readonly log: Logger;
}

export interface PlannedPlace extends EnginePlace {
  /** Null where nothing was measured. */
  readonly plan: MemoryPlan | null;
}

/** Memory of an engine whose plan is not known yet, as a multiple of its weights; generous. */
const weightsMultiple = 3;
const processMiB = 300;

/** From a profile and its model to the places where its engines run: which device, which graph, how large batches may be. */
export class EnginePlacing {
  readonly #measuring = new OneAtATime();

  constructor(private readonly options: EnginePlacingOptions) {}

  choose(profile: ProfileParameters): DeviceChoice<Precision> {
    const { devices, emulated } = this.options;
    if (emulated !== undefined) return { provider: 'cpu', precision: emulated, reason: null };
    return devices.choose(profile);
  }

  /**
   * @throws InvalidInputError when the model lacks what the precision needs; BadModelError when that is damaged
   */
  async checkVariant(model: ModelPackage, profile: ProfileParameters): Promise<void> {
    if (profile.precision !== 'INT8' || (await this.#calibration(model, 'INT8')) !== null) return;
    throw new InvalidInputError(calibrationMissing(model.name), ['input', 'precision']);
  }

  /**
   * The place of the profile's engine number `index`.
   * @throws DEVICE_UNAVAILABLE with the missing piece; InvalidInputError when nothing fits into the profile's memory limit
   */
  async place(model: ModelPackage, profile: ProfileParameters, index: number): Promise<PlannedPlace> {
    const { devices } = this.options;
    if (this.choose(profile).provider === null) await devices.refresh();
    const choice = this.choose(profile);
    if (choice.provider === null) throw new CodedError('DEVICE_UNAVAILABLE', choice.reason);
    const gpu = choice.provider === 'cuda' ? (choice.gpus[index] ?? null) : null;
    if (choice.provider === 'cuda' && gpu === null) {
      throw new CodedError('DEVICE_UNAVAILABLE', `GPU ${index} of the profile is no longer there.`);
    }
    const placement = await this.#placement(model, profile, choice, gpu);
    this.#warnOfLoss(model, placement.graph.calibration);
    if (gpu === null && profile.memoryLimitMiB === null && !this.options.planAlways) {
      const { environment, batchSize } = placement;
      const graph = { ...placement.graph, warmUp: [] };
      return { graph, environment, batchSizes: sizesToMeasure(batchSize), plan: null };
    }
    return placeEngine(placement);
  }

  /** What is known of the batches that fit on the present device; null before it has been measured. */
  async knownPlan(model: ModelPackage, profile: ProfileParameters): Promise<MemoryPlan | null> {
    const choice = this.choose(profile);
    if (choice.provider === null) return null;
    const gpu = choice.provider === 'cuda' ? (choice.gpus[0] ?? null) : null;
    const graph = await this.#graph(model, profile, choice, gpu);
    return readPlan(planPath(this.#graphDirectory(model, graph), this.#identity(graph, gpu)));
  }

  /** Whether the profile's engines find room beside what runs already. */
  async fitsNow(model: ModelPackage, profile: ProfileParameters): Promise<boolean> {
    const { devices } = this.options;
    const plan = await this.knownPlan(model, profile);
    const sizes = sizesToMeasure(largestBatch(profile));
    const peaks = plan?.steps
      .filter(({ batchSize }) => sizes.includes(batchSize))
      .map((step) => step.peakMiB);
    const estimated = (weightsMultiple * 4 * model.parameters) / 2 ** 20 + processMiB;
    const neededMiB = Math.min(
      profile.memoryLimitMiB ?? Infinity,
      peaks === undefined || peaks.length === 0 ? estimated : Math.max(...peaks),
    );
    const choice = this.choose(profile);
    return neededMiB <= devices.availableMiB(choice.provider === 'cuda' ? choice.gpus : []);
  }

  async #placement(
    model: ModelPackage,
    profile: ProfileParameters,
    choice: DeviceChoice<Precision>,
    gpu: VisibleGpu | null,
  ): Promise<Placement> {
    const { devices, program, log } = this.options;
    const graph = await this.#graph(model, profile, choice, gpu);
    const before = gpu === null ? 0 : await devices.usedMiB(gpu);
    return {
      program,
      graph,
      environment: gpu === null ? {} : devices.environmentFor(gpu, profile.deterministic),
      graphDirectory: this.#graphDirectory(model, graph),
      identity: this.#identity(graph, gpu),
      batchSize: largestBatch(profile),
      budget: {
        limitMiB: profile.memoryLimitMiB ?? devices.totalMiB(gpu),
        limited: profile.memoryLimitMiB !== null,
        headroom: profile.memoryHeadroom,
      },
      peakMiB: async (pid, memory) => (gpu === null ? memory.peakMiB : devices.processMiB(gpu, pid, before)),
      measuring: this.#measuring,
      log,
    };
  }

  #warnOfLoss(model: ModelPackage, calibration: Calibration | null): void {
    if (calibration?.quality == null || !losesTooMuch(calibration)) return;
    this.options.log.warn(losesQuality(model.name, calibration.quality.ciderD).en);
  }

  #calibration(model: ModelPackage, precision: Precision): Promise<Calibration | null> {
    return precision === 'INT8' ? readCalibration(model, this.options.data) : Promise.resolve(null);
  }

  async #graph(
    model: ModelPackage,
    profile: ProfileParameters,
    choice: DeviceChoice<Precision>,
    gpu: VisibleGpu | null,
  ): Promise<Placement['graph']> {
    const { graphs, threads } = this.options;
    const precision = choice.provider === null ? profile.precision : choice.precision;
    return {
      modelDirectory: model.directory,
      decoding: resolveDecoding(model, profile),
      precision,
      calibration: await this.#calibration(model, precision),
      lowMemory: profile.lowMemory,
      deterministic: profile.deterministic,
      cacheDirectory: graphs,
      threads,
      provider: gpu === null ? 'cpu' : 'cuda',
      device: gpu === null ? 'CPU' : gpu.name,
    };
  }

  #graphDirectory(model: ModelPackage, graph: Parameters<typeof requestedVariant>[1]): string {
    return join(this.options.graphs, graphKey(model, requestedVariant(model, graph)));
  }

  #identity(graph: Placement['graph'], gpu: VisibleGpu | null): PlanIdentity {
    const { threads, provider, lowMemory, deterministic } = graph;
    const device = gpu === null ? (cpus()[0]?.model ?? 'CPU') : gpu.name;
    const driver = gpu?.driver ?? null;
    const memory = gpu?.memoryTotalMiB ?? null;
    return { runtime: runtimeVersion(), device, driver, memory, provider, threads, lowMemory, deterministic };
  }
}
