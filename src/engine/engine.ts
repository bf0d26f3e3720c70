import type { Logger } from 'pino';
import { CodedError } from '../errors/coded-error.js';
import { EngineLostError } from '../errors/engine-lost-error.js';
import type { PictureHeader } from '../image/header.js';
import type { BatchEngine, PreparedPicture } from './batch-engine.js';
import { EngineProcess, type EngineProgram } from './engine-process.js';
import { HangLimit } from './hang-limit.js';
import { OneAtATime } from './one-at-a-time.js';
import type { EngineCalls, GraphRequest, GraphRun, LoadedGraph } from './protocol.js';

export type EngineState = 'STARTING' | 'READY' | 'BUSY' | 'UNAVAILABLE' | 'CLOSED';

export interface EngineOptions {
  readonly program: EngineProgram;
  readonly graph: GraphRequest;
  readonly log: Logger;
}

/** Longest pause before another incarnation is tried. */
const longestBackoffMs = 10_000;
/** Incarnations that end before they are ready, after which callers are told instead of kept waiting. */
const patience = 3;
/** libvips ends hopeless pictures itself much earlier. */
const pictureLimitMs = 120_000;
/** How often one picture may take a process down while it is the only suspect. */
const losesAlone = 3;

/**
 * One device at work: keeps an engine process running, replaces it when it dies or hangs, and says so. Work that a lost
 * process held is rejected with EngineLostError; whoever gave it decides whether it is tried again.
 */
export class Engine implements BatchEngine {
  #process: EngineProcess | null = null;
  #loaded: LoadedGraph | null = null;
  #state: EngineState = 'STARTING';
  #reason: string | null = null;
  #restarts = 0;
  #failedStarts = 0;
  #running = 0;
  #nextPicture = 1;
  #restartTimer: NodeJS.Timeout | null = null;
  readonly #holders = new WeakMap<PreparedPicture, EngineProcess>();
  readonly #waitingForReady = new Set<{
    resolve: (process: EngineProcess) => void;
    reject: (error: Error) => void;
  }>();
  readonly #hangLimit = new HangLimit();
  readonly #suspects = new OneAtATime();

  constructor(private readonly options: EngineOptions) {
    this.#launch();
  }

  get state(): EngineState {
    return this.#state === 'READY' && this.#running > 0 ? 'BUSY' : this.#state;
  }

  /** Why it is not ready, in plain words; null when it is. */
  get reason(): string | null {
    return this.#reason;
  }

  get loaded(): LoadedGraph | null {
    return this.#loaded;
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** @throws DEVICE_UNAVAILABLE as soon as it is clear that it will not be ready soon */
  async ready(): Promise<void> {
    await this.#readyProcess();
  }

  /** Reads what a picture's header says; one that takes the process down each time ends in ENGINE_FAILED. */
  readHeader(path: string): Promise<PictureHeader> {
    return this.#look('readHeader', { path });
  }

  async makeThumbnail(path: string, to: string): Promise<void> {
    await this.#look('makeThumbnail', { path, to });
  }

  async prepare(path: string, maxImageSize: number | null): Promise<PreparedPicture> {
    const process = await this.#readyProcess();
    const picture = this.#nextPicture++;
    const call = process.call('prepare', { picture, path, maxImageSize });
    const { preprocessMs } = await this.#limited(process, pictureLimitMs, call);
    const prepared = { picture, preprocessMs };
    this.#holders.set(prepared, process);
    return prepared;
  }

  holds(picture: PreparedPicture): boolean {
    return this.#process !== null && this.#holders.get(picture) === this.#process;
  }

  async run(pictures: readonly PreparedPicture[]): Promise<GraphRun> {
    const process = this.#process;
    if (process === null || !pictures.every((picture) => this.holds(picture))) {
      throw new EngineLostError('The engine process was lost after it had prepared the picture.');
    }
    this.#running++;
    try {
      const call = process.call('run', { pictures: pictures.map(({ picture }) => picture) });
      const run = await this.#limited(process, this.#hangLimit.of(pictures.length), call);
      this.#hangLimit.record(pictures.length, run.durationMs);
      this.#failedStarts = 0;
      return run;
    } finally {
      this.#running--;
    }
  }

  discard(pictures: readonly PreparedPicture[]): void {
    const process = this.#process;
    const held = pictures.filter((picture) => this.holds(picture));
    if (process === null || held.length === 0) return;
    process.call('discard', { pictures: held.map(({ picture }) => picture) }).catch(() => undefined);
  }

  /** Ends the process for good; what it still holds is lost. */
  close(): void {
    this.#setState('CLOSED', 'The engine is stopped.');
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer);
    this.#process?.kill();
    this.#rejectWaiting();
  }

  #launch(): void {
    const { log, program, graph } = this.options;
    this.#setState('STARTING', 'The engine is loading the model.');
    const process = new EngineProcess(program, {
      onExit: (reason) => {
        this.#exited(reason);
      },
      onLog: (message) => {
        log.warn({ engine: process.pid }, message);
      },
    });
    this.#process = process;
    process.call('load', graph).then(
      (loaded) => {
        this.#loaded = loaded;
        this.#setState('READY', null);
        log.info({ engine: process.pid, ...loaded }, 'Engine ready');
        for (const { resolve } of this.#waitingForReady) resolve(process);
        this.#waitingForReady.clear();
      },
      (error: unknown) => {
        if (error instanceof EngineLostError) return;
        this.#setState('UNAVAILABLE', error instanceof Error ? error.message : String(error));
        this.#rejectWaiting();
        process.kill();
      },
    );
  }

  #exited(reason: string): void {
    this.#process = null;
    if (this.#state === 'CLOSED') return;
    if (this.#state === 'STARTING' || this.#state === 'UNAVAILABLE') this.#failedStarts++;
    this.#restarts++;
    const backoffMs = Math.min(longestBackoffMs, 100 * 2 ** this.#failedStarts);
    this.options.log.warn(
      { reason, restarts: this.#restarts, backoffMs },
      'Engine process lost; starting another',
    );
    if (this.#state !== 'UNAVAILABLE') {
      if (this.#failedStarts >= patience) {
        this.#setState(
          'UNAVAILABLE',
          `The engine process ended ${this.#failedStarts} times while starting: ${reason}.`,
        );
        this.#rejectWaiting();
      } else this.#setState('STARTING', `The engine process was lost (${reason}) and is being replaced.`);
    }
    this.#restartTimer = setTimeout(() => {
      this.#launch();
    }, backoffMs);
  }

  #setState(state: EngineState, reason: string | null): void {
    if (this.#state === 'CLOSED') return;
    // While it keeps failing, the reason of the last failure is worth more than the news of another attempt.
    if (state === 'STARTING' && this.#failedStarts >= patience) return;
    this.#state = state;
    this.#reason = reason;
  }

  #readyProcess(): Promise<EngineProcess> {
    if (this.#state === 'READY' && this.#process !== null) return Promise.resolve(this.#process);
    if (this.#state === 'UNAVAILABLE' || this.#state === 'CLOSED') return Promise.reject(this.#unavailable());
    return new Promise((resolve, reject) => this.#waitingForReady.add({ resolve, reject }));
  }

  #rejectWaiting(): void {
    for (const { reject } of this.#waitingForReady) reject(this.#unavailable());
    this.#waitingForReady.clear();
  }

  #unavailable(): CodedError {
    return new CodedError('DEVICE_UNAVAILABLE', this.#reason ?? 'The engine is not available.');
  }

  /** Kills the process if the call takes longer than any healthy one: waiting on would hold up everybody. */
  async #limited<Output>(process: EngineProcess, limitMs: number, call: Promise<Output>): Promise<Output> {
    const timer = setTimeout(() => {
      this.options.log.error({ engine: process.pid, limitMs }, 'The engine hangs; replacing it');
      process.kill();
    }, limitMs);
    try {
      return await call;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Looks at one picture; if a process is lost meanwhile, every picture it looked at is suspect and is tried alone. */
  async #look<Name extends 'readHeader' | 'makeThumbnail'>(
    name: Name,
    input: EngineCalls[Name]['input'],
  ): Promise<EngineCalls[Name]['output']> {
    const look = async (): Promise<EngineCalls[Name]['output']> => {
      const process = await this.#readyProcess();
      return this.#limited(process, pictureLimitMs, process.call(name, input));
    };
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof EngineLostError)) throw error;
    }
    return this.#suspects.run(async () => {
      for (let lost = 1; ; lost++) {
        try {
          return await look();
        } catch (error) {
          if (!(error instanceof EngineLostError) || lost >= losesAlone) throw error;
        }
      }
    });
  }
}
