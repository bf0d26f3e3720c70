import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary directory and the processes that work in it, which are gone in the end, also after Ctrl-C. */
export class Scratch {
  readonly directory = mkdtempSync(join(tmpdir(), 'ofa-large-'));
  readonly #running = new Set<{ kill(signal: NodeJS.Signals): boolean }>();

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // Not once: a terminal and npm both pass Ctrl-C on, and the second shall not end this in the middle.
      process.on(signal, () => {
        this.remove();
        process.exit(1);
      });
    }
  }

  /** @throws when less than `bytes` are free on its disk */
  async requireRoom(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.directory);
    if (bavail * bsize >= bytes) return;
    const [free, needed] = [bavail * bsize, bytes].map((size) => (size / 2 ** 30).toFixed(1));
    throw new Error(`${tmpdir()} has ${free} GiB free, ${needed} are needed; name another place in TMPDIR`);
  }

  /** What a Node script prints. @throws when it fails */
  async output(...args: readonly string[]): Promise<string> {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#running.add(child);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    this.#running.delete(child);
    if (status === 0) return text;
    throw new Error(`${args.join(' ')} ended with ${status ?? signal ?? 'nothing'}`);
  }

  remove(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
