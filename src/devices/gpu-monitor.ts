import { setTimeout as delay } from 'node:timers/promises';
import { DeviceError } from '../errors/device-error.js';
import { gpusNotWatched } from '../messages/about-devices.js';
import type { GpuReading } from './gpu-reading.js';
import { runNvidiaSmi, type NvidiaSmiRunOptions } from './nvidia-smi-run.js';

export interface GpuMonitorOptions extends NvidiaSmiRunOptions {
  /** The wait before nvidia-smi is started again, milliseconds; doubled each time that it ends without an answer. */
  readonly restartAfterMs: number;
}

const defaults: GpuMonitorOptions = {
  nvidiaSmi: { command: 'nvidia-smi', args: [] },
  intervalSeconds: 1,
  answerWithinMs: 10_000,
  restartAfterMs: 1000,
};

const longestRestartMs = 60_000;

interface Waiting {
  readonly resolve: (reading: GpuReading) => void;
  readonly reject: (error: DeviceError) => void;
}

/**
 * What the GPUs do, read once a second from one nvidia-smi that keeps running for all who ask, and is started again when it
 * ends. There are never two of them.
 *
 * @example
 *   const monitor = new GpuMonitor();
 *   const { driver, gpus } = await monitor.firstReading();
 *   monitor.stop();
 */
export class GpuMonitor {
  readonly #options: GpuMonitorOptions;
  readonly #listeners = new Set<(reading: GpuReading) => void>();
  readonly #waiting = new Set<Waiting>();
  #latest: GpuReading | null = null;
  /** Aborted by {@link stop}; null while nobody wants readings. */
  #stopper: AbortController | null = null;
  #loop: Promise<void> | null = null;

  constructor(options: Partial<GpuMonitorOptions> = {}) {
    this.#options = { ...defaults, ...options };
  }

  /** The last reading, also one that says why there is nothing to read; null before the first. */
  get latest(): GpuReading | null {
    return this.#latest;
  }

  /** Begins to read; does nothing while it runs. A missing nvidia-smi is looked for once, and again at the next call. */
  start(): void {
    this.#stopper ??= new AbortController();
    this.#loop ??= this.#run();
  }

  /** Ends nvidia-smi; whoever waits for a first reading is told so. */
  stop(): void {
    this.#stopper?.abort();
    this.#stopper = null;
    for (const { reject } of this.#waiting) reject(new DeviceError(gpusNotWatched()));
    this.#waiting.clear();
  }

  /**
   * The last reading, or the next where there is none yet; starts to read where nobody did.
   * @throws DeviceError when nvidia-smi is missing, ends, prints no XML or says nothing for `answerWithinMs`
   */
  async firstReading(): Promise<GpuReading> {
    const running = this.#stopper !== null;
    this.start();
    const reading =
      running && this.#latest !== null
        ? this.#latest
        : await new Promise<GpuReading>((resolve, reject) => {
            this.#waiting.add({ resolve, reject });
          });
    if (reading.reason !== null) throw new DeviceError(reading.reason);
    return reading;
  }

  /** @returns ends the listening */
  onReading(listener: (reading: GpuReading) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    let restartMs = this.#options.restartAfterMs;
    while (this.#stopper !== null) {
      const { signal } = this.#stopper;
      const end = await runNvidiaSmi(this.#options, signal, (reading) => {
        restartMs = this.#options.restartAfterMs;
        this.#publish(reading);
      });
      if (signal.aborted) {
        restartMs = this.#options.restartAfterMs;
        continue;
      }
      if (end.missing) this.#stopper = null;
      this.#publish({ at: Date.now(), driver: null, cudaVersion: null, gpus: [], reason: end.reason });
      if (end.missing) continue;
      await delay(restartMs, undefined, { signal, ref: false }).catch(() => undefined);
      restartMs = Math.min(longestRestartMs, restartMs * 2);
    }
    this.#loop = null;
  }

  #publish(reading: GpuReading): void {
    this.#latest = reading;
    for (const { resolve } of this.#waiting) resolve(reading);
    this.#waiting.clear();
    for (const listener of [...this.#listeners]) listener(reading);
  }
}
