import type { Client, FormattedExecutionResult, SubscribePayload } from 'graphql-ws/client';
import { fromAnswer, type RequestError } from './request-error.js';

export interface LiveSink<Data> {
  readonly next: (data: Data) => void;
  /** The server answered that there is nothing to watch; connections that break are mended without a word. */
  readonly failed: (error: RequestError) => void;
  readonly complete: () => void;
}

export interface LiveWatchOptions<Data> {
  readonly client: Client;
  /** Asked for at each connection. */
  readonly request: () => SubscribePayload;
  readonly sink: LiveSink<Data>;
  /** Resolves when it is time to connect again, after so many attempts in a row; never once the signal is aborted. */
  readonly pause: (attempts: number, signal: AbortSignal) => Promise<void>;
  /** Told once, however it ended. */
  readonly onOver: () => void;
}

/** One subscription, over as many connections as it takes. */
export class LiveWatch<Data> {
  readonly #over = new AbortController();
  #attempts = 0;
  #disconnect: () => void = () => undefined;

  constructor(private readonly options: LiveWatchOptions<Data>) {
    this.#connect();
  }

  /** Whoever watches hears nothing more. */
  stop(): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#disconnect();
    this.options.onOver();
  }

  #connect(): void {
    const { client, request } = this.options;
    this.#disconnect = client.subscribe<Data>(request(), {
      next: (result) => {
        this.#deliver(result);
      },
      error: (error) => {
        // A list of errors is an answer, anything else a connection that broke.
        if (Array.isArray(error)) this.#fail(error[0] as { message: string });
        else void this.#connectLater();
      },
      complete: () => {
        this.#end((sink) => {
          sink.complete();
        });
      },
    });
  }

  #deliver({ data, errors }: FormattedExecutionResult<Data, unknown>): void {
    this.#attempts = 0;
    const [error] = errors ?? [];
    if (error !== undefined) this.#fail(error);
    else if (data != null && !this.#over.signal.aborted) this.options.sink.next(data);
  }

  #fail(error: Parameters<typeof fromAnswer>[0]): void {
    this.#end((sink) => {
      sink.failed(fromAnswer(error));
    });
  }

  #end(tell: (sink: LiveSink<Data>) => void): void {
    if (this.#over.signal.aborted) return;
    this.stop();
    tell(this.options.sink);
  }

  async #connectLater(): Promise<void> {
    if (this.#over.signal.aborted) return;
    await this.options.pause(this.#attempts++, this.#over.signal);
    this.#connect();
  }
}
