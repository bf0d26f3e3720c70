import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { logFileName } from './log-files.js';

export interface DailyLogFileOptions {
  readonly directory: string;
  /** Told when the file cannot be written, and not again before `onRecovered` or another day. */
  readonly onTrouble: (error: unknown, path: string) => void;
  readonly onRecovered: (path: string) => void;
  readonly now?: () => Date;
}

/** How long a file is left alone that could not be written, milliseconds. */
const retryMs = 60_000;
/** Lines that a slow disk has not taken yet; more are dropped. */
const mostWaitingCharacters = 8 * 2 ** 20;

/** A file for each day, `caption_YYYYMMDD.log` by this machine's time zone. Writing to it never fails and never waits. */
export class DailyLogFile {
  #lines: string[] = [];
  #waitingCharacters = 0;
  #writing: Promise<void> | null = null;
  #file: { readonly path: string; readonly handle: FileHandle } | null = null;
  #trouble: { readonly path: string; readonly until: number } | null = null;

  constructor(private readonly options: DailyLogFileOptions) {}

  write(line: string): void {
    if (this.#waitingCharacters + line.length > mostWaitingCharacters) return;
    this.#lines.push(line);
    this.#waitingCharacters += line.length;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  /** Resolves when every line is written that can be, and lets the file go. */
  async close(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
    await this.#letGo();
  }

  async #writeAll(): Promise<void> {
    while (this.#lines.length > 0) {
      const text = this.#lines.join('');
      this.#lines = [];
      this.#waitingCharacters = 0;
      await this.#append(text);
    }
  }

  async #append(text: string): Promise<void> {
    const now = this.#now();
    const path = join(this.options.directory, logFileName(now));
    const troubled = this.#trouble?.path === path ? this.#trouble : null;
    if (troubled !== null && now.getTime() < troubled.until) return;
    try {
      const handle = await this.#fileAt(path);
      await handle.appendFile(text);
      this.#trouble = null;
      if (troubled !== null) this.options.onRecovered(path);
    } catch (error) {
      await this.#letGo();
      this.#trouble = { path, until: now.getTime() + retryMs };
      if (troubled === null) this.options.onTrouble(error, path);
    }
  }

  async #fileAt(path: string): Promise<FileHandle> {
    if (this.#file?.path === path) return this.#file.handle;
    await this.#letGo();
    await mkdir(this.options.directory, { recursive: true, mode: 0o700 });
    const handle = await open(path, 'a', 0o600);
    this.#file = { path, handle };
    return handle;
  }

  async #letGo(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.handle.close().catch(() => undefined);
  }

  #now(): Date {
    return this.options.now?.() ?? new Date();
  }
}
