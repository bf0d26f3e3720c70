import { readStored, writeStored } from '../preferences/stored-value.js';

const jobsKey = 'ofa-caption.jobs';
const editsKey = 'ofa-caption.edits';

/**
 * What is on the page, for when it is loaded again: its jobs, in the order of their pictures, and what the user edited. What
 * another tab stores stays there.
 */
export class StoredSession {
  /** By the first of their pictures. */
  readonly #jobs = new Map<string, number>();
  readonly #forgotten = new Set<string>();
  readonly #edits = storedEdits();

  jobs(): readonly string[] {
    return storedJobs();
  }

  edit(captionId: string): string | null {
    return this.#edits.get(captionId) ?? null;
  }

  /** @param firstKey of the first of its pictures */
  addJob(id: string, firstKey: number): void {
    this.#jobs.set(id, firstKey);
    this.#forgotten.delete(id);
    this.#writeJobs();
  }

  removeJob(id: string): void {
    this.#jobs.delete(id);
    this.#forgotten.add(id);
    this.#writeJobs();
  }

  /** @param text null: as the model said it */
  setEdit(captionId: string, text: string | null): void {
    if (text === null) this.#edits.delete(captionId);
    else this.#edits.set(captionId, text);
    writeStored(editsKey, JSON.stringify(Object.fromEntries(this.#edits)));
  }

  clear(): void {
    for (const id of this.#jobs.keys()) this.#forgotten.add(id);
    this.#jobs.clear();
    this.#edits.clear();
    this.#writeJobs();
    writeStored(editsKey, null);
  }

  #writeJobs(): void {
    const own = [...this.#jobs].sort(([, one], [, other]) => one - other).map(([id]) => id);
    const others = storedJobs().filter((id) => !this.#jobs.has(id) && !this.#forgotten.has(id));
    writeStored(jobsKey, JSON.stringify([...own, ...others]));
  }
}

function storedJobs(): readonly string[] {
  const jobs = parse(jobsKey);
  return Array.isArray(jobs) ? jobs.filter((id) => typeof id === 'string') : [];
}

function storedEdits(): Map<string, string> {
  const edits = parse(editsKey);
  if (typeof edits !== 'object' || edits === null) return new Map();
  const entries: readonly [string, unknown][] = Object.entries(edits);
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Null where nothing is stored that can be read. */
function parse(key: string): unknown {
  try {
    return JSON.parse(readStored(key) ?? 'null') as unknown;
  } catch {
    return null;
  }
}
