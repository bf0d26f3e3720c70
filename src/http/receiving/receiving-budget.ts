import { QueueFullError } from '../../errors/queue-full-error.js';

const retryAfterMs = 2000;

/** Bounds how many bytes of request bodies the server holds while they arrive, over all clients. */
export class ReceivingBudget {
  #received = 0;

  constructor(private readonly limit: number) {}

  share(): ReceivingShare {
    return new ReceivingShare(this);
  }

  /** @throws QueueFullError when `bytes` more are too many now */
  check(bytes: number): void {
    if (this.#received + bytes <= this.limit) return;
    throw new QueueFullError(
      'The server is receiving as much as it may at once. Send the request again in a moment.',
      retryAfterMs,
    );
  }

  /** @throws QueueFullError */
  take(bytes: number): void {
    this.check(bytes);
    this.#received += bytes;
  }

  giveBack(bytes: number): void {
    this.#received -= bytes;
  }
}

/** What one request holds of the budget. */
export class ReceivingShare {
  #held = 0;

  constructor(private readonly budget: ReceivingBudget) {}

  /** @throws QueueFullError when a body of this many bytes does not fit now */
  check(bytes: number): void {
    this.budget.check(bytes);
  }

  /** @throws QueueFullError */
  take(bytes: number): void {
    this.budget.take(bytes);
    this.#held += bytes;
  }

  release(): void {
    this.budget.giveBack(this.#held);
    this.#held = 0;
  }
}
