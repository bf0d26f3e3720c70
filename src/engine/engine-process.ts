import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EngineLostError } from '../errors/engine-lost-error.js';
import type { EngineCalls } from './protocol.js';
import { RemoteCaller, type OnProgress } from './remote-calls.js';

export interface EngineProgram {
  /** Module that calls `serveEngine`. */
  readonly entry: URL;
  readonly execArgv?: readonly string[];
}

/** The engine that belongs to this code. */
export const engineProgram: EngineProgram = { entry: new URL('./process/main.js', import.meta.url) };

export interface EngineProcessEvents {
  /** Called once; every call still waiting has been rejected with EngineLostError before. */
  onExit(reason: string): void;
  onLog(message: string): void;
}

/** One incarnation of the engine: alive from `fork` to its exit, never restarted. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #caller: RemoteCaller<EngineCalls>;
  #lost: EngineLostError | null = null;
  readonly #exited: Promise<void>;
  #outstanding = 0;
  readonly #waitingForIdle = new Set<() => void>();

  /** @param environment what it has besides the environment of the server */
  constructor(
    program: EngineProgram,
    events: EngineProcessEvents,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.#child = fork(fileURLToPath(program.entry), {
      env: { ...process.env, ...environment },
      execArgv: [...(program.execArgv ?? [])],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#caller = new RemoteCaller<EngineCalls>({
      send: (message) => {
        if (this.#lost !== null) throw this.#lost;
        this.#child.send(message as object, (error) => {
          // The channel closed under the message; the exit that follows rejects the call.
          if (error !== null) this.kill();
        });
      },
    });
    this.#child.on('message', (message) => {
      this.#caller.receive(message);
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      events.onLog(text.trimEnd());
    });
    let exited: () => void = () => undefined;
    this.#exited = new Promise((resolve) => {
      exited = resolve;
    });
    const gone = (reason: string): void => {
      exited();
      if (this.#lost !== null) return;
      this.#lost = new EngineLostError(`The engine process was lost: ${reason}.`);
      this.#caller.abandon(this.#lost);
      events.onExit(reason);
    };
    this.#child.on('error', (error) => {
      gone(error.message);
    });
    this.#child.on('exit', (code, signal) => {
      gone(signal === null ? `it ended with status ${code ?? 'unknown'}` : `it was killed by ${signal}`);
    });
  }

  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  get alive(): boolean {
    return this.#lost === null;
  }

  /**
   * @param onProgress told how far it is, where the call says so
   * @throws EngineLostError when the process ends before it answers; else what the engine answered, a CodedError
   */
  async call<Name extends keyof EngineCalls>(
    name: Name,
    input: EngineCalls[Name]['input'],
    onProgress?: OnProgress,
  ): Promise<EngineCalls[Name]['output']> {
    this.#outstanding++;
    try {
      return await this.#caller.call(name, input, [], onProgress);
    } finally {
      this.#outstanding--;
      if (this.#outstanding === 0) {
        for (const resolve of this.#waitingForIdle) resolve();
        this.#waitingForIdle.clear();
      }
    }
  }

  /** Resolves when everything that was asked of it has been answered. */
  idle(): Promise<void> {
    if (this.#outstanding === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waitingForIdle.add(resolve));
  }

  /** Ends it at once, whatever it is doing. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ends it, and resolves when its memory is free. */
  async end(): Promise<void> {
    this.kill();
    await this.#exited;
  }
}
