import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BenchServerSettings {
  /** Directory of the model. */
  readonly model: string;
  readonly data: string;
  readonly threads: number;
}

/** The server as users start it, in a process of its own, ready to caption. */
export class BenchServer {
  readonly #lines: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#lines.push(text));
  }

  static async start({ model, data, threads }: BenchServerSettings): Promise<BenchServer> {
    const port = await freePort();
    const program = fileURLToPath(new URL('../main.js', import.meta.url));
    const child = spawn(
      process.execPath,
      [
        ...[program, 'serve', '--port', String(port), '--data', data, '--model', model],
        ...['--threads', String(threads), '--log-level', 'info'],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const server = new BenchServer(child, port);
    await server.#ready();
    return server;
  }

  get pid(): number {
    return this.child.pid!;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it has logged so far. */
  get log(): string {
    return this.#lines.join('');
  }

  /** Lets it finish what it does. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  async #ready(): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`The server did not start: ${this.log}`);
      const ready = await fetch(`${this.url}/readyz`).catch(() => null);
      if (ready?.status === 200) return;
      await sleep(50);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
