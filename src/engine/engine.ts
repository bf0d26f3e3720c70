import type { Logger } from 'pino';
import { CodedError, toCodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { EngineLostError } from '../errors/engine-lost-error.js';
import type { Wording } from '../errors/wording.js';
import type { PictureHeader } from '../image/header.js';
import type { BatchEngine, PreparedPicture } from './batch-engine.js';
import { modelLoadedToGpu } from '../messages/about-devices.js';
import { compilingModel, loadingModel } from '../messages/about-engine.js';
import { CompilationLog } from './compilation-log.js';
import { paddedSize, type EnginePlace } from './engine-place.js';
import { EngineProcess, type EngineProgram } from './engine-process.js';
import { HangLimit } from './hang-limit.js';
import { IdleRelease } from './idle-release.js';
import { OneAtATime } from './one-at-a-time.js';
import type { EngineCalls, GraphRun, LoadedGraph, ProcessMemory } from './protocol.js';
import { ReadyWaiters } from './ready-waiters.js';
import type { OnProgress } from './remote-calls.js';

export type EngineState = 'STARTING' | 'READY' | 'BUSY' | 'UNAVAILABLE' | 'CLOSED';

export interface EngineOptions {
  readonly program: EngineProgram;
  /**
   * Finds the device and how large batches may be there; asked before every start, since drivers come and go. It may have
   * to compile the graph for that, and tells how far that is.
   * @throws CodedError with what is missing
   */
  readonly place: (onProgress: OnProgress) => Promise<EnginePlace>;
  readonly log: Logger;
  /** Told how far the compiler is, 0 to 1, where there is no graph yet. */
  readonly onCompiling?: OnProgress | undefined;
  /** Told when a process was lost that nobody had ended. */
  readonly onLost?: () => void;
  /** Idle time after which memory that runs have gathered is given back, milliseconds; five minutes when absent. */
  readonly idleReleaseMs?: number;
}

/** Longest pause before another incarnation is tried. */
const longestBackoffMs = 10_000;
/** Incarnations that end before they are ready, after which callers are told instead of kept waiting. */
const patience = 3;
/** libvips ends hopeless pictures itself much earlier. */
const pictureLimitMs = 120_000;
/** Growth of the resident set that is worth a fresh process when nobody needs the engine. */
const grownBy = 1.25;
/** How often one picture may take a process down while it is the only suspect. */
const losesAlone = 3;

/**
 * One device at work: keeps an engine process running, replaces it when it dies or hangs, and says so. Work that a lost
 * process held is rejected with EngineLostError; whoever gave it decides whether it is tried again.
 */
export class Engine implements BatchEngine {
  #process: EngineProcess | null = null;
  #place: EnginePlace | null = null;
  #loaded: LoadedGraph | null = null;
  #state: EngineState = 'STARTING';
  #failure: CodedError | null = null;
  #reason: string | Wording | null = null;
  #restarts = 0;
  #failedStarts = 0;
  #running = 0;
  #nextPicture = 1;
  /** Resident set after loading, when no run has gathered memory yet. */
  #loadedMiB: number | null = null;
  #restartTimer: NodeJS.Timeout | null = null;
  readonly #holders = new WeakMap<PreparedPicture, EngineProcess>();
  readonly #waiters = new ReadyWaiters<EngineProcess>();
  readonly #hangLimit = new HangLimit();
  readonly #suspects = new OneAtATime();
  readonly #replacements = new OneAtATime();
  readonly #idleRelease: IdleRelease;

  constructor(private readonly options: EngineOptions) {
    this.#idleRelease = new IdleRelease(options.idleReleaseMs, () => this.#releaseWhenIdle());
    void this.#launch();
  }

  get state(): EngineState {
    return this.#state === 'READY' && this.#running > 0 ? 'BUSY' : this.#state;
  }

  /** Why it is not ready, in plain words; null when it is. */
  get reason(): string | Wording | null {
    return this.#reason;
  }

  get loaded(): LoadedGraph | null {
    return this.#loaded;
  }

  get place(): EnginePlace | null {
    return this.#place;
  }

  get largestBatch(): number | null {
    return this.#place?.batchSizes.at(-1) ?? null;
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /**
   * @throws DEVICE_UNAVAILABLE as soon as it is clear that it will not be ready soon; InvalidInputError when that is for what
   *   the profile asks
   */
  async ready(): Promise<void> {
    await this.#readyProcess().catch((error: unknown) => {
      throw this.#failure instanceof InvalidInputError ? this.#failure : error;
    });
  }

  async planned(): Promise<void> {
    if (this.#place === null) await this.#readyProcess().catch(() => undefined);
  }

  /** Of its process; null while there is none. */
  async memory(): Promise<ProcessMemory | null> {
    return this.#process?.call('memory', null).catch(() => null) ?? null;
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

  async run(
    pictures: readonly PreparedPicture[],
    seeds: readonly number[] | null,
    requestIds: readonly string[] = [],
  ): Promise<GraphRun> {
    const process = this.#process;
    const place = this.#place;
    if (process === null || place === null || !pictures.every((picture) => this.holds(picture))) {
      throw new EngineLostError('The engine process was lost after it had prepared the picture.');
    }
    this.#running++;
    try {
      const paddedTo = paddedSize(place, pictures.length);
      const numbers = pictures.map(({ picture }) => picture);
      const call = process.call('run', { pictures: numbers, seeds, paddedTo, requestIds });
      const run = await this.#limited(process, this.#hangLimit.of(paddedTo), call, requestIds);
      this.#hangLimit.record(paddedTo, run.durationMs);
      this.#failedStarts = 0;
      return run;
    } finally {
      this.#running--;
      this.#idleRelease.worked();
    }
  }

  discard(pictures: readonly PreparedPicture[]): void {
    const process = this.#process;
    const held = pictures.filter((picture) => this.holds(picture));
    if (process === null || held.length === 0) return;
    process.call('discard', { pictures: held.map(({ picture }) => picture) }).catch(() => undefined);
  }

  ranOutOfMemory(): void {
    this.options.log.warn({ engine: this.pid }, 'Out of memory; starting the engine on a fresh arena');
    void this.replace().catch(() => undefined);
  }

  /**
   * Gives all memory back that runs have gathered: a fresh process takes over once what the old one does is finished, and
   * what comes meanwhile waits for it.
   * @throws what keeps it from starting
   */
  replace(): Promise<void> {
    return this.#replacements.run(async () => {
      const old = this.#process;
      if (this.#state !== 'READY' || old === null) return;
      this.#process = null;
      this.#setState('STARTING', 'The engine gives back its memory and starts afresh.');
      await old.idle();
      await old.end();
      await this.#launch();
      await this.ready();
    });
  }

  /** Ends the process for good; what it still holds is lost. */
  close(): void {
    this.#setState('CLOSED', 'The engine is stopped.');
    this.#idleRelease.stop();
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer);
    this.#process?.kill();
    this.#waiters.reject(this.#unavailable());
  }

  async #launch(): Promise<void> {
    this.#setState('STARTING', loadingModel());
    const onProgress = this.#compilation();
    let place: EnginePlace;
    try {
      place = await this.options.place(onProgress);
    } catch (error) {
      this.#failedStarts++;
      this.#failed(toCodedError(error));
      this.#launchLater();
      return;
    }
    if (this.#state === 'CLOSED') return;
    this.#place = place;
    const process = this.#fork(place);
    this.#process = process;
    try {
      const loaded = await process.call('load', place.graph, onProgress);
      if (this.#process === process) this.#started(process, loaded);
    } catch (error) {
      if (error instanceof EngineLostError) return;
      this.#failed(toCodedError(error));
      process.kill();
    }
  }

  /** What is told of one compilation as it goes on. */
  #compilation(): OnProgress {
    const steps = new CompilationLog(this.options.log);
    return (fraction) => {
      steps.reached(fraction);
      this.#setState('STARTING', fraction < 1 ? compilingModel(fraction) : loadingModel());
      this.options.onCompiling?.(fraction);
    };
  }

  #fork(place: EnginePlace): EngineProcess {
    const { log, program } = this.options;
    const process: EngineProcess = new EngineProcess(
      program,
      {
        onExit: (reason) => {
          if (this.#process === process) this.#exited(reason);
        },
        onLog: (message) => {
          log.warn({ engine: process.pid }, message);
        },
      },
      place.environment,
    );
    return process;
  }

  #started(process: EngineProcess, loaded: LoadedGraph): void {
    this.#loaded = loaded;
    this.#failure = null;
    this.#setState('READY', null);
    this.options.log.info({ engine: process.pid, ...loaded }, 'Engine ready');
    if (loaded.provider === 'CUDAExecutionProvider') this.options.log.info(modelLoadedToGpu().en);
    this.#waiters.resolve(process);
    void this.memory().then((memory) => {
      this.#loadedMiB = memory?.residentMiB ?? null;
    });
  }

  #failed(error: CodedError): void {
    if (this.#failure?.message !== error.message) this.options.log.error({ code: error.code }, error.message);
    this.#failure = error;
    this.#setState('UNAVAILABLE', error.message);
    this.#waiters.reject(this.#unavailable());
  }

  #exited(reason: string): void {
    this.#process = null;
    if (this.#state === 'CLOSED') return;
    this.#restarts++;
    this.options.onLost?.();
    if (this.#state !== 'READY') this.#failedStarts++;
    this.options.log.warn({ reason, restarts: this.#restarts }, 'Engine process lost; starting another');
    if (this.#state === 'STARTING' && this.#failedStarts >= patience) {
      const message = `The engine process ended ${this.#failedStarts} times while starting: ${reason}.`;
      this.#failed(new CodedError('DEVICE_UNAVAILABLE', message));
    } else this.#setState('STARTING', `The engine process was lost (${reason}) and is being replaced.`);
    this.#launchLater();
  }

  #launchLater(): void {
    if (this.#state === 'CLOSED') return;
    const backoffMs = Math.min(longestBackoffMs, 100 * 2 ** this.#failedStarts);
    this.#restartTimer = setTimeout(() => void this.#launch(), backoffMs);
  }

  #setState(state: EngineState, reason: string | Wording | null): void {
    if (this.#state === 'CLOSED') return;
    // While it keeps failing, the reason of the last failure is worth more than the news of another attempt.
    if (state === 'STARTING' && this.#state === 'UNAVAILABLE') return;
    this.#state = state;
    this.#reason = reason;
  }

  #readyProcess(): Promise<EngineProcess> {
    if (this.#state === 'READY' && this.#process !== null) return Promise.resolve(this.#process);
    if (this.#state === 'UNAVAILABLE' || this.#state === 'CLOSED') return Promise.reject(this.#unavailable());
    return this.#waiters.wait();
  }

  #unavailable(): CodedError {
    return new CodedError('DEVICE_UNAVAILABLE', this.#reason ?? 'The engine is not available.');
  }

  /** A process that has grown since it was loaded makes room for others while nobody needs it. */
  async #releaseWhenIdle(): Promise<void> {
    const { residentMiB } = (await this.memory()) ?? { residentMiB: 0 };
    const onGpu = this.#place?.graph.provider === 'cuda';
    if (!onGpu && residentMiB < grownBy * (this.#loadedMiB ?? 0)) return;
    this.options.log.info({ engine: this.pid }, 'Idle: the engine gives back the memory of its runs');
    await this.replace().catch(() => undefined);
  }

  /** Kills the process if the call takes longer than any healthy one: waiting on would hold up everybody. */
  async #limited<Output>(
    process: EngineProcess,
    limitMs: number,
    call: Promise<Output>,
    requestIds: readonly string[] = [],
  ): Promise<Output> {
    const timer = setTimeout(() => {
      this.options.log.error({ engine: process.pid, limitMs, requestIds }, 'The engine hangs; replacing it');
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
