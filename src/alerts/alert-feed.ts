import type { AlertRow } from '../storage/alert-records.js';

/** What a watcher that does not read may miss at most; older ones stand in the list of alerts. */
const mostUnread = 100;

/** Tells watchers of alerts as they are raised. */
export class AlertFeed {
  readonly #watchers = new Set<AlertWatcher>();

  /** Watchers that are there now. */
  get size(): number {
    return this.#watchers.size;
  }

  publish(alert: AlertRow): void {
    for (const watcher of this.#watchers) watcher.offer(alert);
  }

  /** Alerts that are raised from now on, until `signal` aborts. */
  async *raised(signal: AbortSignal): AsyncGenerator<AlertRow> {
    const watcher = new AlertWatcher(signal);
    this.#watchers.add(watcher);
    try {
      yield* watcher.alerts();
    } finally {
      this.#watchers.delete(watcher);
    }
  }
}

class AlertWatcher {
  readonly #unread: AlertRow[] = [];
  #wake: () => void = () => undefined;

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener(
      'abort',
      () => {
        this.#wake();
      },
      { once: true },
    );
  }

  offer(alert: AlertRow): void {
    this.#unread.push(alert);
    if (this.#unread.length > mostUnread) this.#unread.shift();
    this.#wake();
  }

  async *alerts(): AsyncGenerator<AlertRow> {
    while (!this.signal.aborted) {
      const alert = this.#unread.shift();
      if (alert !== undefined) yield alert;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
