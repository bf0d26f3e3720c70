import type { BatchSlot } from './batch-slot.js';

/** Slots in their order of service. Bounds nothing itself: whoever fills it does. */
export class BatchQueue {
  readonly #slots: BatchSlot[] = [];

  get size(): number {
    return this.#slots.length;
  }

  /** Slots that somebody waits for alone. */
  get singles(): number {
    return this.#slots.filter(({ work }) => work.single).length;
  }

  add(slot: BatchSlot): void {
    let low = 0;
    let high = this.#slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#slots[middle]!.rank <= slot.rank) low = middle + 1;
      else high = middle;
    }
    this.#slots.splice(low, 0, slot);
  }

  remove(slot: BatchSlot): void {
    const index = this.#slots.indexOf(slot);
    if (index >= 0) this.#slots.splice(index, 1);
  }

  byKey(key: string): BatchSlot | undefined {
    return this.#slots.find((slot) => slot.work.key === key);
  }

  /** The next ones in order that need not wait for a retry. */
  due(now: number, count: number): BatchSlot[] {
    const due: BatchSlot[] = [];
    for (const slot of this.#slots) {
      if (due.length === count) break;
      if (slot.notBefore <= now) due.push(slot);
    }
    return due;
  }

  /** When the earliest pause before a retry ends; null when none is being waited for. */
  nextDue(now: number): number | null {
    const later = this.#slots.filter((slot) => slot.notBefore > now).map((slot) => slot.notBefore);
    return later.length === 0 ? null : Math.min(...later);
  }

  /** The next batch, still in the queue: whoever is first decides whether it is one of suspects, and each bounds its size. */
  nextBatch(now: number, batchSize: number): BatchSlot[] {
    const batch: BatchSlot[] = [];
    let limit = batchSize;
    for (const slot of this.#slots) {
      if (batch.length >= limit) break;
      if (slot.notBefore > now || (batch[0] !== undefined && batch[0].suspect !== slot.suspect)) continue;
      if (batch.length >= slot.batchLimit) continue;
      limit = Math.min(limit, slot.batchLimit);
      batch.push(slot);
    }
    return batch;
  }

  clear(): BatchSlot[] {
    return this.#slots.splice(0);
  }
}
