import type { PreparedPicture } from './batch-engine.js';

export type Priority = 'HIGH' | 'NORMAL' | 'LOW';

/** A picture to be run with everything that decides its caption. */
export interface PictureWork {
  /** Equal for work whose result is equal; such work shares one place in a batch. */
  readonly key: string;
  readonly path: string;
  /** Longest side in pixels before the model's own resize; null: as it is. */
  readonly maxImageSize: number | null;
  /** What its random numbers are made from; null where its caption is searched, not drawn. */
  readonly seed: number | null;
  readonly priority: Priority;
  /** Somebody waits for it alone, and such waits are bounded; a job's pictures wait on disk. */
  readonly single: boolean;
  /** How often it may be lost or fail while it is alone in its batch. */
  readonly maxRetries: number;
  /** First pause before it is tried again, milliseconds; doubles each time. */
  readonly retryDelayMs: number;
}

/** One caller that waits for a slot's result. */
export interface Ticket {
  readonly captionId: number;
  /** What the log knows its request by; null where none waits for it. */
  readonly requestId: string | null;
  /** `performance.now()` when the caption was asked for. */
  readonly askedAt: number;
  /** Joined work that was there already. */
  readonly shared: boolean;
  readonly settle: (error: Error | null) => void;
  /** The batch is formed: from here on the attempt's own time limit runs. */
  readonly beginAttempt: () => void;
  /** The attempt was lost and another will follow. */
  readonly endAttempt: () => void;
}

/** A place in a batch, from waiting to its end. */
export interface BatchSlot {
  readonly work: PictureWork;
  readonly tickets: Set<Ticket>;
  /** Order of service; smaller goes first. */
  readonly rank: number;
  readonly enqueuedAt: number;
  /** 1 and one for every run that was lost or failed. */
  attempts: number;
  /** Losses while it was alone in its batch. */
  lossesAlone: number;
  /** Largest batch it may be part of; halves with every loss. */
  batchLimit: number;
  /** An engine died while it held this picture: it is batched with its like only, and not prepared ahead. */
  suspect: boolean;
  /** `performance.now()` before which it is not tried again. */
  notBefore: number;
  prepared: Promise<PreparedPicture> | null;
}

/** How much later than it came a slot is served among others, milliseconds: what waits longest comes first in the end. */
const handicapMs: Readonly<Record<Priority, number>> = { HIGH: -30_000, NORMAL: 0, LOW: 30_000 };

export function newSlot(work: PictureWork, now: number): BatchSlot {
  return {
    work,
    tickets: new Set(),
    rank: now + handicapMs[work.priority],
    enqueuedAt: now,
    attempts: 1,
    lossesAlone: 0,
    batchLimit: Infinity,
    suspect: false,
    notBefore: 0,
    prepared: null,
  };
}

/** Milliseconds before the next attempt: doubled with every loss, spread by half so that retries do not march in step. */
export function retryPauseMs(slot: BatchSlot): number {
  return slot.work.retryDelayMs * 2 ** (slot.lossesAlone - 1) * (0.75 + Math.random() / 2);
}
