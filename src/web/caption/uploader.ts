import type { Client } from '@urql/core';
import type { Patience } from '../api/patience.js';
import { answerOf, RequestError } from '../api/request-error.js';
import { PageCreateJobDocument, type CaptionStatus } from '../generated/graphql.js';
import type { Readable } from '../preferences/value.js';
import type { PictureList } from './picture-list.js';
import type { Picture, PictureSource, Problem } from './picture.js';
import { nextBatchLength } from './upload-batch.js';

const requestsAtOnce = 2;

/** How many other wordings to ask for: one less than the beams of the profile is the most there is, which only the server knows. */
const alternativesToTry = [4, 2, 1, 0] as const;

export interface AcceptedJob {
  readonly id: string;
  /** In the order of the pictures that were sent. */
  readonly captions: readonly { readonly id: string; readonly status: CaptionStatus }[];
}

export interface UploaderOptions {
  readonly list: PictureList;
  readonly client: Readable<Client>;
  readonly patience: Patience;
  /** Told of each job that the server accepted, and its pictures; those that were canceled meanwhile included. */
  readonly onAccepted: (job: AcceptedJob, keys: readonly number[]) => void;
}

/** Sends pictures in requests of bounded size, a few at once; a request that was cut off is sent again and makes no second job. */
export class Uploader {
  #waiting: number[] = [];
  #inFlight = 0;
  #alternatives = 0;

  constructor(private readonly options: UploaderOptions) {}

  send(keys: readonly number[]): void {
    this.#waiting.push(...keys);
    this.#pump();
  }

  #pump(): void {
    while (this.#inFlight < requestsAtOnce) {
      const batch = this.#nextBatch();
      if (batch.length === 0) return;
      this.#inFlight++;
      void this.#sendBatch(batch).finally(() => {
        this.#inFlight--;
        this.#pump();
      });
    }
  }

  /** Those that were canceled or cleared away meanwhile are passed over. */
  #nextBatch(): readonly Picture[] {
    const { list } = this.options;
    const unsent = this.#waiting
      .map((key) => list.find(key))
      .filter((picture) => picture?.state === 'UNSENT')
      .filter((picture) => picture !== undefined);
    const batch = unsent.slice(0, nextBatchLength(unsent, this.#inFlight === 0));
    this.#waiting = unsent.slice(batch.length).map(({ key }) => key);
    return batch;
  }

  async #sendBatch(batch: readonly Picture[]): Promise<void> {
    const { list, patience, onAccepted } = this.options;
    for (const { key } of batch) list.change(key, { state: 'SENDING', problem: null });
    try {
      const readable = await this.#withoutUnreadable(batch);
      if (readable.length === 0) return;
      const sources = readable.map(({ source }) => source).filter((source) => source !== null);
      const idempotencyKey = randomKey();
      const job = await patience.until(() => this.#createJob(sources, idempotencyKey));
      onAccepted(
        job,
        readable.map(({ key }) => key),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      for (const { key } of batch) this.#fail(key, { kind: 'server', message, retryable: true });
    }
  }

  async #createJob(sources: readonly PictureSource[], idempotencyKey: string): Promise<AcceptedJob> {
    const alternatives = alternativesToTry[this.#alternatives] ?? 0;
    const images = sources.map((source) =>
      source.kind === 'file' ? { upload: source.file } : { url: source.url },
    );
    // Other options are another request, for which the server wants another key.
    const variables = {
      images,
      options: { alternatives },
      idempotencyKey: `${idempotencyKey}-${alternatives}`,
    };
    const result = await this.options.client.get().mutation(PageCreateJobDocument, variables).toPromise();
    const answer = answerOf(result).createCaptionJob;
    if (answer.__typename === 'CaptionJob') {
      return { id: answer.id, captions: answer.captions.edges.map(({ node }) => node).reverse() };
    }
    if (answer.__typename === 'QueueFull') {
      throw new RequestError(answer.code, answer.message, answer.retryAfterMs);
    }
    if (alternatives > 0 && (answer.path ?? []).includes('alternatives')) {
      this.#alternatives++;
      return this.#createJob(sources, idempotencyKey);
    }
    throw new RequestError(answer.code, answer.message);
  }

  /** A file that was changed or removed since it was picked would fail the whole request, and without a reason. */
  async #withoutUnreadable(batch: readonly Picture[]): Promise<readonly Picture[]> {
    const readable: Picture[] = [];
    // One after the other: opening many files at once would hold up the page.
    for (const picture of batch) {
      if (await isReadable(picture)) readable.push(picture);
      else this.#fail(picture.key, { kind: 'unreadable' });
    }
    return readable;
  }

  #fail(key: number, problem: Problem): void {
    if (this.options.list.find(key)?.state === 'SENDING') {
      this.options.list.change(key, { state: 'FAILED', problem });
    }
  }
}

async function isReadable({ source }: Picture): Promise<boolean> {
  if (source === null) return false;
  if (source.kind === 'url') return true;
  try {
    await source.file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** `crypto.randomUUID` is not there on pages that came without TLS. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
}
