import DataLoader from 'dataloader';
import { toCodedError, type CodedError } from '../errors/coded-error.js';
import { ImageError } from '../errors/image-error.js';
import type { Arrivals } from './arrivals.js';
import { attemptBatch, type BatchOutcome } from './batch-attempt.js';
import type { BatchEngine, PreparedPicture } from './batch-engine.js';
import { BatchLimit } from './batch-limit.js';
import { BatchQueue } from './batch-queue.js';
import type { BatchRecorder, FinishedRun } from './batch-recorder.js';
import {
  attemptTimedOut,
  captionIds,
  failedSlot,
  stopping,
  turnAway,
  type EndedSlot,
} from './ended-slots.js';
import { newSlot, retryPauseMs, type BatchSlot, type PictureWork, type Ticket } from './batch-slot.js';

export interface LaneOptions {
  readonly engine: BatchEngine;
  readonly recorder: BatchRecorder;
  readonly arrivals: Arrivals;
  /** Most pictures in one run. */
  readonly batchSize: number;
  /** Longest wait of a picture for company while the engine is free, milliseconds. */
  readonly maxBatchDelayMs: number;
}

export interface Submission {
  readonly captionId: number;
  /** What the log knows the request by. */
  readonly requestId?: string | null;
  /** `performance.now()` when the caption was asked for. */
  readonly askedAt: number;
  readonly work: PictureWork;
  /** Aborting it gives the place up, or ends the wait for a run that has begun. */
  readonly signal?: AbortSignal | null;
  /** Longest time from the forming of a batch to its end, milliseconds; null: as long as the engine takes. */
  readonly attemptTimeoutMs?: number | null;
}

/**
 * Gathers the pictures for one graph into runs. The queue orders and drops; what it releases is loaded in the same tick by
 * a DataLoader, whose batch function alone calls the engine and whose cache holds a key only while it is in flight.
 */
export class BatchLane {
  readonly #queue = new BatchQueue();
  readonly #loader: DataLoader<BatchSlot, undefined, string>;
  readonly #inFlight = new Map<string, BatchSlot>();
  #dispatch: () => void = () => undefined;
  #running = false;
  #batch: Promise<unknown> = Promise.resolve();
  #stopped = false;
  #pumpPlanned = false;
  #awaitingPlan = false;
  #timer: NodeJS.Timeout | null = null;
  #msPerPicture = 0;
  readonly #limit: BatchLimit;
  #endings = 0;
  readonly #writes = new Set<Promise<void>>();

  constructor(private readonly options: LaneOptions) {
    this.#limit = new BatchLimit(options.batchSize);
    this.#loader = new DataLoader((slots) => this.#runBatch(slots), {
      cacheKeyFn: (slot) => slot.work.key,
      batchScheduleFn: (dispatch) => {
        this.#dispatch = dispatch;
      },
    });
    options.arrivals.onQuiet(() => {
      this.#planPump();
    });
  }

  /** Pictures that are not in a run yet; callers that share one's place do not count. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Of these, those that somebody waits for alone. */
  get waitingSingles(): number {
    return this.#queue.singles;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Most pictures in one run as things are: what is configured, fits by plan, and has not run out of memory lately. */
  get batchLimit(): number {
    return this.#limit.within(this.options.engine.largestBatch);
  }

  /** Whether batches are smaller than they could be because memory ran out. */
  get shortOfMemory(): boolean {
    return this.#limit.lowered;
  }

  /** Pictures in the run that is going on. */
  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** Whether work with this key would share a place instead of taking one. */
  has(key: string): boolean {
    return this.#inFlight.has(key) || this.#queue.byKey(key) !== undefined;
  }

  /** Slots that have come to an end so far, written or about to be. */
  get endings(): number {
    return this.#endings;
  }

  /** Resolves when everything that has ended by now is written. */
  async written(): Promise<void> {
    await Promise.all(this.#writes);
  }

  /** How long the pictures that wait will take, from what the last runs took, milliseconds. */
  get backlogMs(): number {
    return this.#msPerPicture * (this.#queue.size + (this.#running ? this.batchLimit : 0));
  }

  /** @throws CodedError as the caption failed, or the reason with which its signal was aborted */
  submit(submission: Submission): Promise<void> {
    const { captionId, requestId = null, askedAt, work, signal = null, attemptTimeoutMs = null } = submission;
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      if (this.#stopped) {
        reject(stopping());
        return;
      }
      const found = this.#inFlight.get(work.key) ?? this.#queue.byKey(work.key);
      const slot = found ?? this.#enqueue(work);
      let attempt: NodeJS.Timeout | null = null;
      const over = (): void => {
        if (attempt !== null) clearTimeout(attempt);
        signal?.removeEventListener('abort', abandon);
      };
      const giveUp = (reason: unknown): void => {
        over();
        this.#abandon(slot, ticket);
        reject(toCodedError(reason));
      };
      const abandon = (): void => {
        giveUp(signal?.reason);
      };
      const ticket: Ticket = {
        captionId,
        requestId,
        askedAt,
        shared: found !== undefined,
        settle: (error) => {
          over();
          if (error === null) resolve();
          else reject(error);
        },
        beginAttempt: () => {
          if (attemptTimeoutMs === null) return;
          attempt = setTimeout(() => {
            giveUp(attemptTimedOut(attemptTimeoutMs));
          }, attemptTimeoutMs);
        },
        endAttempt: () => {
          if (attempt !== null) clearTimeout(attempt);
        },
      };
      slot.tickets.add(ticket);
      if (this.#inFlight.get(work.key) === slot) ticket.beginAttempt();
      signal?.addEventListener('abort', abandon, { once: true });
      this.#planPump();
    });
  }

  /** Takes nothing more and turns away what waits; resolves when the run in progress is over and written. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const slot of this.#queue.clear()) {
      this.#discard(slot);
      turnAway(slot);
    }
    await this.#batch;
    await Promise.all(this.#writes);
  }

  #enqueue(work: PictureWork): BatchSlot {
    const slot = newSlot(work, performance.now());
    this.#queue.add(slot);
    return slot;
  }

  #abandon(slot: BatchSlot, ticket: Ticket): void {
    slot.tickets.delete(ticket);
    if (slot.tickets.size > 0 || this.#inFlight.get(slot.work.key) === slot) return;
    this.#queue.remove(slot);
    this.#discard(slot);
  }

  #discard(slot: BatchSlot): void {
    const { engine } = this.options;
    slot.prepared?.then(
      (picture) => {
        engine.discard([picture]);
      },
      () => undefined,
    );
    slot.prepared = null;
  }

  /** What comes in the same tick is looked at together. */
  #planPump(): void {
    if (this.#pumpPlanned || this.#stopped) return;
    this.#pumpPlanned = true;
    queueMicrotask(() => {
      this.#pumpPlanned = false;
      if (!this.#stopped && !this.#awaitingPlan) this.#pump();
    });
  }

  /** @param planAwaited whether it has been waited for; an engine that cannot be had has none */
  #pump(planAwaited = false): void {
    const { maxBatchDelayMs, arrivals, engine } = this.options;
    const now = performance.now();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#prepareAhead(now);
    if (this.#running) return;
    if (engine.largestBatch === null && !planAwaited) {
      if (this.#queue.size > 0) void this.#awaitPlan();
      return;
    }
    const batchSize = this.batchLimit;
    const batch = this.#queue.nextBatch(now, batchSize);
    const [first] = batch;
    if (first === undefined) {
      this.#pumpAt(this.#queue.nextDue(now), now);
      return;
    }
    const leavesAt = Math.min(...batch.map((slot) => slot.enqueuedAt)) + maxBatchDelayMs;
    const full = batch.length >= Math.min(batchSize, ...batch.map((slot) => slot.batchLimit));
    if (full || now >= leavesAt || arrivals.count === 0) {
      this.#release(batch);
      this.#prepareAhead(now);
    } else this.#pumpAt(leavesAt, now);
  }

  /** How large a batch may be is not known before the engine has been placed. */
  async #awaitPlan(): Promise<void> {
    this.#awaitingPlan = true;
    await this.options.engine.planned();
    this.#awaitingPlan = false;
    if (!this.#stopped) this.#pump(true);
  }

  #pumpAt(at: number | null, now: number): void {
    if (at === null) return;
    this.#timer = setTimeout(
      () => {
        this.#planPump();
      },
      Math.max(1, Math.ceil(at - now)),
    );
  }

  /** While one batch runs the next is decoded and resized. */
  #prepareAhead(now: number): void {
    for (const slot of this.#queue.due(now, this.batchLimit)) {
      if (slot.prepared === null && !slot.suspect) void this.#prepare(slot).catch(() => undefined);
    }
  }

  #prepare(slot: BatchSlot): Promise<PreparedPicture> {
    if (slot.prepared !== null) return slot.prepared;
    const { engine, recorder } = this.options;
    const { path, maxImageSize } = slot.work;
    recorder.advanced(captionIds([slot]), 'PREPROCESSING');
    const prepared = engine.prepare(path, maxImageSize);
    slot.prepared = prepared;
    prepared.catch((error: unknown) => {
      // What was decoded when the process went is tried again, but only beside others of which the same is true.
      if (error instanceof ImageError || slot.prepared !== prepared) return;
      slot.suspect = true;
      if (this.#inFlight.get(slot.work.key) !== slot) slot.prepared = null;
    });
    return prepared;
  }

  #release(batch: readonly BatchSlot[]): void {
    this.#running = true;
    for (const slot of batch) {
      this.#queue.remove(slot);
      this.#inFlight.set(slot.work.key, slot);
      for (const ticket of slot.tickets) ticket.beginAttempt();
      this.#batch = this.#loader.load(slot);
    }
    this.#dispatch();
  }

  /** The DataLoader's batch function. It never fails: callers learn of errors through their tickets. */
  async #runBatch(slots: readonly BatchSlot[]): Promise<undefined[]> {
    const { engine, recorder } = this.options;
    const outcome = await attemptBatch(
      slots,
      engine,
      (slot) => this.#prepare(slot),
      (batch) => {
        recorder.advanced(captionIds(batch), 'RUNNING');
      },
    );
    for (const slot of slots) {
      this.#loader.clear(slot);
      this.#inFlight.delete(slot.work.key);
    }
    this.#running = false;
    this.#settle(outcome);
    this.#planPump();
    return slots.map(() => undefined);
  }

  #settle({ run, succeeded, refused, lost, lossError }: BatchOutcome): void {
    const ended: EndedSlot[] = [
      ...succeeded.map(({ slot, hypotheses, preprocessMs, inferenceMs }) => ({
        slot,
        timings: { preprocessMs, inferenceMs },
        result: { hypotheses },
      })),
      ...refused.map(({ slot, error }) => failedSlot(slot, error)),
    ];
    if (run !== null && run.error === null) {
      this.#msPerPicture = run.durationMs / run.batchSize;
      this.#limit.succeeded(run.batchSize);
    } else if (run?.error?.code === 'OUT_OF_MEMORY') {
      this.#limit.ranOutOfMemory(run.batchSize);
      this.options.engine.ranOutOfMemory();
    }
    if (lossError !== null) {
      const retried = this.#putBack(lost, lossError);
      ended.push(...lost.filter((slot) => !retried.has(slot)).map((slot) => failedSlot(slot, lossError)));
    }
    if (run === null && ended.length === 0) return;
    this.#endings += ended.length;
    const write = this.#write(run, ended);
    this.#writes.add(write);
    void write.finally(() => this.#writes.delete(write));
  }

  /** A lost batch is tried again in halves, until the picture that breaks it is alone and has used its retries up. */
  #putBack(lost: readonly BatchSlot[], error: CodedError): Set<BatchSlot> {
    const retried = new Set<BatchSlot>();
    for (const slot of lost) {
      slot.suspect = true;
      slot.prepared = null;
      for (const ticket of slot.tickets) ticket.endAttempt();
      if (lost.length === 1) {
        slot.lossesAlone++;
        if (slot.lossesAlone > slot.work.maxRetries || !error.retryable) continue;
        slot.notBefore = performance.now() + retryPauseMs(slot);
      }
      slot.attempts++;
      slot.batchLimit = Math.max(1, Math.ceil(lost.length / 2));
      retried.add(slot);
      if (slot.tickets.size === 0) continue;
      this.options.recorder.retrying(captionIds([slot]), slot.attempts);
      if (this.#stopped) turnAway(slot);
      else this.#queue.add(slot);
    }
    return retried;
  }

  /** Writes what ended, then tells the callers: nobody learns of a result that a crash could still take back. */
  async #write(run: FinishedRun | null, ended: readonly EndedSlot[]): Promise<void> {
    const settlements = ended.flatMap(({ slot, timings, result }) =>
      [...slot.tickets].map((ticket) => ({ ticket, timings, result, attempts: slot.attempts })),
    );
    let failure: Error | null = null;
    try {
      await this.options.recorder.ended(
        run,
        settlements.map(({ ticket: { captionId, requestId, askedAt, shared }, ...ending }) => ({
          captionId,
          requestId,
          askedAt,
          shared,
          ...ending,
        })),
      );
    } catch (error) {
      failure = toCodedError(error);
    }
    for (const { ticket, result } of settlements) {
      ticket.settle(failure ?? ('error' in result ? result.error : null));
    }
  }
}
