import type { BatchEngine, PreparedPicture } from '../../src/engine/batch-engine.js';
import type { BatchRecorder, FinishedRun, TicketEnding } from '../../src/engine/batch-recorder.js';
import type { GraphRun } from '../../src/engine/protocol.js';
import { EngineLostError } from '../../src/errors/engine-lost-error.js';
import { CodedError } from '../../src/errors/coded-error.js';
import { ImageError } from '../../src/errors/image-error.js';

/** An engine whose runs take 100 ms and whose pictures misbehave by name: `deadly-…`, `bad-…`, `memory-…`. */
export class ScriptedEngine implements BatchEngine {
  largestBatch: number | null = 256;
  arenasLeft = 0;
  readonly runs: string[][] = [];
  readonly prepared: string[] = [];
  readonly discarded: string[] = [];
  #next = 1;
  #incarnation = 0;
  readonly #held = new Map<PreparedPicture, { path: string; incarnation: number }>();

  constructor(
    private readonly runMs = 100,
    private readonly roomFor = Infinity,
  ) {}

  async prepare(path: string): Promise<PreparedPicture> {
    this.prepared.push(path);
    await sleep(1);
    if (path.startsWith('bad')) throw new ImageError('BAD_IMAGE', 'The picture is damaged.');
    const picture = { picture: this.#next++, preprocessMs: 1 };
    this.#held.set(picture, { path, incarnation: this.#incarnation });
    return picture;
  }

  holds(picture: PreparedPicture): boolean {
    return this.#held.get(picture)?.incarnation === this.#incarnation;
  }

  async run(pictures: readonly PreparedPicture[]): Promise<GraphRun> {
    const paths = pictures.map((picture) => this.#held.get(picture)!.path);
    this.runs.push(paths);
    await sleep(this.runMs);
    if (paths.some((path) => path.startsWith('deadly'))) {
      this.#incarnation++;
      throw new EngineLostError('The engine process was lost: it was killed by SIGSEGV.');
    }
    if (pictures.length > this.roomFor)
      throw new CodedError('OUT_OF_MEMORY', 'The batch did not fit into memory.');
    const hypotheses = paths.map((_, index) => [{ tokens: [index, 2], score: -1 }]);
    return { hypotheses, durationMs: this.runMs };
  }

  planned(): Promise<void> {
    return Promise.resolve();
  }

  ranOutOfMemory(): void {
    this.arenasLeft++;
  }

  discard(pictures: readonly PreparedPicture[]): void {
    this.discarded.push(...pictures.map((picture) => this.#held.get(picture)!.path));
  }
}

/** Keeps what a lane reports. */
export class KeepingRecorder implements BatchRecorder {
  readonly runs: FinishedRun[] = [];
  readonly endings = new Map<number, TicketEnding>();
  readonly retries: { ids: readonly number[]; attempts: number }[] = [];

  advanced(): void {
    // Passing states are not what these tests are about.
  }

  retrying(ids: readonly number[], attempts: number): void {
    this.retries.push({ ids, attempts });
  }

  ended(run: FinishedRun | null, endings: readonly TicketEnding[]): Promise<void> {
    if (run !== null) this.runs.push(run);
    for (const ending of endings) this.endings.set(ending.captionId, ending);
    return Promise.resolve();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
