import { checkCuda, cudaChecks, type CudaCheck, type CudaReadiness } from './cuda-readiness.js';
import { inspectCudaProvider, type CudaProvider } from './cuda-provider.js';
import { chooseDevice, type DeviceChoice, type WantedDevice } from './device-choice.js';
import { engineEnvironment } from './engine-environment.js';
import { GpuMonitor } from './gpu-monitor.js';
import type { GpuFacts, GpuReading, VisibleGpu } from './gpu-reading.js';
import { systemMemory, type SystemMemory } from './system-memory.js';
import { visibleGpus } from './visible-devices.js';

export interface DeviceRegistryOptions {
  readonly monitor?: GpuMonitor;
  readonly environment?: NodeJS.ProcessEnv;
  /** Memory of the machine; as the system says when absent. */
  readonly memory?: () => SystemMemory;
  readonly inspectProvider?: () => Promise<CudaProvider>;
}

/** How long a reading that counts a process's last run is waited for, milliseconds. */
const freshReadingMs = 5000;

/** What this machine can compute on, as last looked at, and what of it is in use. */
export class DeviceRegistry {
  readonly #monitor: GpuMonitor;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #memory: () => SystemMemory;
  readonly #inspectProvider: () => Promise<CudaProvider>;
  #provider: CudaProvider | null = null;
  #watching = true;

  private constructor(options: DeviceRegistryOptions) {
    this.#monitor = options.monitor ?? new GpuMonitor();
    this.#environment = options.environment ?? process.env;
    this.#memory = options.memory ?? systemMemory;
    this.#inspectProvider = options.inspectProvider ?? (() => inspectCudaProvider());
  }

  /** Looks at the machine; resolves within seconds also where nothing answers. */
  static async open(options: DeviceRegistryOptions = {}): Promise<DeviceRegistry> {
    const registry = new DeviceRegistry(options);
    await registry.refresh();
    return registry;
  }

  /** Looks again: drivers and libraries come and go. */
  async refresh(): Promise<void> {
    const reading = this.#monitor.firstReading().catch(() => undefined);
    this.#provider = await this.#inspectProvider();
    await reading;
    this.watch(this.#watching);
  }

  /** Whether the GPUs are read all the time, or only when somebody needs to know. */
  watch(watching: boolean): void {
    this.#watching = watching;
    if (watching && this.gpus.length > 0) this.#monitor.start();
    else if (!watching) this.#monitor.stop();
  }

  /** Ends the watching. */
  close(): void {
    this.watch(false);
  }

  get readiness(): CudaReadiness {
    return checkCuda(this.#setup());
  }

  /** Every piece that CUDA needs, by itself. */
  get checks(): CudaCheck[] {
    return cudaChecks(this.#setup());
  }

  get provider(): CudaProvider | null {
    return this.#provider;
  }

  get reading(): GpuReading | null {
    return this.#monitor.latest;
  }

  /** All GPUs of the machine, visible or not. */
  get gpus(): readonly GpuFacts[] {
    return this.reading?.gpus ?? [];
  }

  choose<Precision extends string>(wanted: WantedDevice<Precision>): DeviceChoice<Precision> {
    return chooseDevice(wanted, this.readiness);
  }

  /** Of the engine that has this GPU for itself. */
  environmentFor(gpu: VisibleGpu, deterministic: boolean): Record<string, string> {
    const loaderFolders = this.#provider?.supported === true ? this.#provider.loaderFolders : [];
    return engineEnvironment(gpu, { deterministic, loaderFolders, environment: this.#environment });
  }

  /** Of a GPU, or of the machine where that is null; MiB, infinite where it is not told. */
  totalMiB(gpu: VisibleGpu | null): number {
    return gpu === null ? this.#memory().totalMiB : (gpu.memoryTotalMiB ?? Infinity);
  }

  /** What is free on the fullest of the devices, MiB. */
  availableMiB(gpus: readonly VisibleGpu[]): number {
    if (gpus.length === 0) return this.#memory().availableMiB;
    const free = gpus.map((gpu) => {
      const now = this.#now(gpu);
      return (now.memoryTotalMiB ?? Infinity) - (now.memoryUsedMiB ?? 0);
    });
    return Math.min(...free);
  }

  /** What is in use on a GPU by anybody, MiB, from a reading that begins now. */
  async usedMiB(gpu: VisibleGpu): Promise<number> {
    await this.#nextReading();
    return this.#now(gpu).memoryUsedMiB ?? 0;
  }

  /**
   * What a process holds on a GPU, MiB. A container hides whose memory it is; then it is what has come to the device since.
   * @param beforeMiB in use on the device before the process was started
   */
  async processMiB(gpu: VisibleGpu, pid: number, beforeMiB: number): Promise<number> {
    await this.#nextReading();
    const now = this.#now(gpu);
    const own = now.processes.find((process) => process.pid === pid)?.usedMiB;
    return own ?? Math.max(0, (now.memoryUsedMiB ?? 0) - beforeMiB);
  }

  /** The GPU on which a process holds memory, and how much; null where none is known to. */
  holdingOf(pid: number): { readonly gpu: GpuFacts; readonly usedMiB: number | null } | null {
    for (const gpu of this.gpus) {
      const own = gpu.processes.find((process) => process.pid === pid);
      if (own !== undefined) return { gpu, usedMiB: own.usedMiB };
    }
    return null;
  }

  #setup(): Parameters<typeof checkCuda>[0] {
    return {
      provider: this.#provider ?? { supported: false, reason: { en: 'not looked at yet', zh: '尚未检查' } },
      reading: this.reading,
      visible: visibleGpus(this.gpus, this.#environment['CUDA_VISIBLE_DEVICES']),
    };
  }

  #now(gpu: GpuFacts): GpuFacts {
    return this.gpus.find((other) => other.uuid === gpu.uuid && other.index === gpu.index) ?? gpu;
  }

  /** A reading is under way at any moment: only the one after it began with what is asked for done. */
  #nextReading(): Promise<void> {
    return new Promise((resolve) => {
      let seen = 0;
      this.#monitor.start();
      const finish = (): void => {
        if (!this.#watching) this.#monitor.stop();
        stopListening();
        clearTimeout(timer);
        resolve();
      };
      const stopListening = this.#monitor.onReading(() => {
        seen++;
        if (seen === 2) finish();
      });
      const timer = setTimeout(finish, freshReadingMs);
    });
  }
}
