import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Arrivals } from '../engine/arrivals.js';
import { CodedError } from '../errors/coded-error.js';
import type { Language } from '../errors/wording.js';
import { preferredLanguage } from '../messages/language.js';
import type { BlobStore } from '../storage/blobs.js';
import type { Caller } from './graphql/caller.js';
import type { HttpLimits } from './http-limits.js';
import { requestIdOf } from './request-id.js';
import type { ReceivingBudget, ReceivingShare } from './receiving/receiving-budget.js';
import { awaitsInvitation, RequestBody } from './receiving/request-body.js';
import { StagedUploads } from './receiving/staged-uploads.js';

/** What the exchanges of one server have in common. */
export interface ExchangeSettings {
  readonly limits: HttpLimits;
  readonly budget: ReceivingBudget;
  readonly blobs: BlobStore;
  /** Told of every body that is being received: a picture may come out of it. */
  readonly arrivals: Arrivals;
  readonly log: Logger;
}

/** One request and its answer, with everything that has to be given back when they are over. */
export class Exchange implements Omit<Caller, 'viewer'> {
  readonly requestId: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly log: Logger;
  readonly language: Language;
  readonly limits: HttpLimits;
  readonly arrivals: Arrivals;
  readonly share: ReceivingShare;
  readonly body: RequestBody;
  readonly uploads: StagedUploads;
  /** Whether the answer is a stream of events, which need not end while the server runs. */
  endless = false;
  readonly #gone = new AbortController();

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    { limits, budget, blobs, arrivals, log }: ExchangeSettings,
  ) {
    const target = request.url ?? '/';
    const question = target.indexOf('?');
    this.path = question < 0 ? target : target.slice(0, question);
    this.query = new URLSearchParams(question < 0 ? '' : target.slice(question + 1));
    this.requestId = requestIdOf(request);
    this.log = log.child({ requestId: this.requestId });
    this.language = preferredLanguage(request.headers['accept-language']);
    this.limits = limits;
    this.arrivals = arrivals;
    this.share = budget.share();
    this.body = new RequestBody(request, response, limits, this.share);
    this.uploads = new StagedUploads(blobs);
    // Whoever was never told to send the body may take the next request for it.
    if (awaitsInvitation(request)) response.shouldKeepAlive = false;
    response.once('close', () => {
      if (!response.writableFinished) this.#gone.abort(new CodedError('CANCELED', 'The client went away.'));
    });
  }

  /** Aborted when the client goes away before it was answered. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  async end(): Promise<void> {
    this.share.release();
    await this.uploads.discard();
  }
}
