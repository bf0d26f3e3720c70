import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The server as users start it: the built program in a process of its own, on a free port. */
export class BuiltServer {
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
    readonly log: string[],
  ) {}

  static start(data: string, ...options: string[]): Promise<BuiltServer> {
    return BuiltServer.startIn({}, data, ...options);
  }

  /** With these environment variables beside those of the tests. */
  static async startIn(
    environment: Readonly<Record<string, string>>,
    data: string,
    ...options: string[]
  ): Promise<BuiltServer> {
    const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--data', data, ...options], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const log: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text));
    for (;;) {
      const url = /"url":"([^"]+)"/.exec(log.join(''))?.[1];
      if (url !== undefined) return new BuiltServer(child, url.replace('localhost', '127.0.0.1'), log);
      if (child.exitCode !== null) throw new Error(`The server did not start: ${log.join('')}`);
      await sleep(20);
    }
  }

  async ready(): Promise<this> {
    while ((await fetch(`${this.url}/readyz`)).status !== 200) await sleep(20);
    return this;
  }

  /** @returns the exit status, or the signal that ended it */
  async stop(signal: NodeJS.Signals): Promise<number | string | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    this.child.kill(signal);
    const [code, by] = (await once(this.child, 'exit')) as [number | null, string | null];
    return code ?? by;
  }
}
