import { CodedError } from '../errors/coded-error.js';
import { captionKept } from '../messages/about-requests.js';
import type { TicketEnding } from './batch-recorder.js';
import type { BatchSlot } from './batch-slot.js';

/** A slot that has come to its end, and how. */
export interface EndedSlot extends Pick<TicketEnding, 'timings' | 'result'> {
  readonly slot: BatchSlot;
}

export function failedSlot(slot: BatchSlot, error: CodedError): EndedSlot {
  return { slot, timings: { preprocessMs: 0, inferenceMs: 0 }, result: { error } };
}

export function turnAway(slot: BatchSlot): void {
  for (const ticket of slot.tickets) ticket.settle(stopping());
}

export function captionIds(slots: readonly BatchSlot[]): number[] {
  return slots.flatMap((slot) => [...slot.tickets].map((ticket) => ticket.captionId));
}

export function attemptTimedOut(limitMs: number): CodedError {
  return new CodedError(
    'TIMEOUT',
    `The caption took longer than ${limitMs} ms. Allow more time with timeoutMs.`,
  );
}

export function stopping(): CodedError {
  return new CodedError('DEVICE_UNAVAILABLE', captionKept());
}
