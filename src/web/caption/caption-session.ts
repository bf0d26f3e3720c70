import type { PageServices } from '../api/page-services.js';
import { Patience } from '../api/patience.js';
import { answerOf, RequestError } from '../api/request-error.js';
import {
  PageCancelJobDocument,
  PageJobCaptionsDocument,
  PageRetryJobDocument,
  type PageCaptionFragment,
} from '../generated/graphql.js';
import { Value } from '../preferences/value.js';
import { JobWatch } from './job-watch.js';
import { Pace } from './pace.js';
import { PictureList } from './picture-list.js';
import { groupOf, type Picture, type PictureSource } from './picture.js';
import { StoredSession } from './stored-session.js';
import { Uploader, type AcceptedJob } from './uploader.js';

/** Everything that is being captioned on this page; it goes on whichever view is shown, and after the page is loaded again. */
export class CaptionSession {
  readonly list = new PictureList();
  readonly patience: Patience;
  /** Whether what was on the page before is still being asked for. */
  readonly restoring = new Value(false);
  /** What the last request could not do; null: nothing. */
  readonly error = new Value<RequestError | null>(null);
  /** Until all pictures have ended; null where nothing is left, or nothing is known yet. */
  readonly timeLeftMs = new Value<number | null>(null);
  readonly #pace = new Pace();
  readonly #uploader: Uploader;
  readonly #watch: JobWatch;
  readonly #stored = new StoredSession();
  readonly #keys = new Map<string, number>();

  constructor(private readonly services: Pick<PageServices, 'client' | 'live' | 'preferences'>) {
    const { client, live, preferences } = services;
    this.patience = new Patience(preferences);
    this.#uploader = new Uploader({
      list: this.list,
      client,
      patience: this.patience,
      onAccepted: (job, keys) => {
        this.#accepted(job, keys);
      },
    });
    this.#watch = new JobWatch({
      live,
      onCaption: (caption) => {
        this.#update(caption);
      },
      onGone: (jobId) => {
        this.#gone(jobId);
      },
    });
    this.list.subscribe(() => {
      const { succeeded, failed, canceled, unsent, working } = this.list.get().counts;
      this.#pace.note(performance.now(), succeeded + failed + canceled);
      this.timeLeftMs.set(unsent + working === 0 ? null : this.#pace.timeFor(unsent + working));
    });
    preferences.apiKey.subscribe(() => {
      if (preferences.apiKey.get() === null) this.clear();
    });
  }

  /** Puts pictures at the end of the list, and sends them. */
  add(sources: readonly PictureSource[]): void {
    const added = this.list.add(sources.map(unsent));
    this.#uploader.send(added.map(({ key }) => key));
  }

  /** Brings back what was on the page when it was left. */
  async restore(): Promise<void> {
    const jobs = this.#stored.jobs();
    this.restoring.set(jobs.length > 0);
    for (const id of jobs) await this.#restoreJob(id);
    this.restoring.set(false);
  }

  edit(key: number, text: string): void {
    const picture = this.list.find(key);
    if (picture === undefined) return;
    const edited = text === picture.text ? null : text;
    this.list.change(key, { edited });
    this.list.flush();
    if (picture.captionId !== null) this.#stored.setEdit(picture.captionId, edited);
  }

  /** Gives up all that has no caption yet. */
  async cancel(): Promise<void> {
    for (const { key, state } of this.list.all()) {
      if (groupOf(state) === 'unsent') this.list.change(key, { state: 'CANCELED' });
    }
    for (const id of this.#jobsWith('working')) await this.#cancelJob(id);
  }

  /** Takes up again what failed or was canceled. */
  async retry(): Promise<void> {
    const again = this.list.all().filter(({ state }) => ['failed', 'canceled'].includes(groupOf(state)));
    const unsentAgain = again.filter(({ jobId, source }) => jobId === null && source !== null);
    for (const { key } of unsentAgain) this.list.change(key, { state: 'UNSENT', problem: null });
    this.#uploader.send(unsentAgain.map(({ key }) => key));
    const jobs = [...this.#jobsWith('failed'), ...this.#jobsWith('canceled')];
    for (const id of new Set(jobs)) {
      await this.#asking(async () => {
        const client = this.services.client.get();
        answerOf(await client.mutation(PageRetryJobDocument, { id }).toPromise());
        this.#watch.watch(id);
      });
    }
  }

  /** Empties the page; what the server has stays in its history, what it has not finished is given up. */
  clear(): void {
    const working = this.#jobsWith('working');
    this.#watch.stop();
    this.#stored.clear();
    this.#keys.clear();
    this.list.clear();
    this.error.set(null);
    for (const id of working) void this.#cancelJob(id);
  }

  /** Links to thumbnails are good for an hour: asks for new ones. */
  async renewThumbnails(jobId: string): Promise<void> {
    const client = this.services.client.get();
    const context = { requestPolicy: 'network-only' } as const;
    const { data } = await client.query(PageJobCaptionsDocument, { id: jobId }, context).toPromise();
    for (const { node } of data?.captionJob?.captions.edges ?? []) this.#update(node);
  }

  #accepted({ id, captions }: AcceptedJob, keys: readonly number[]): void {
    let canceled = false;
    for (const [index, key] of keys.entries()) {
      const caption = captions[index];
      const picture = this.list.find(key);
      if (caption === undefined) continue;
      if (picture === undefined || picture.state === 'CANCELED') canceled = true;
      this.#keys.set(caption.id, key);
      this.list.change(key, { jobId: id, captionId: caption.id, state: caption.status });
      if (picture?.edited != null) this.#stored.setEdit(caption.id, picture.edited);
    }
    const shown = keys.some((key) => this.list.find(key) !== undefined);
    if (shown) {
      this.#stored.addJob(id, keys[0] ?? 0);
      this.#watch.watch(id);
    }
    if (canceled) void this.#cancelJob(id);
  }

  #update(caption: PageCaptionFragment): void {
    const key = this.#keys.get(caption.id);
    if (key === undefined) return;
    this.list.change(key, shownOf(caption));
  }

  async #restoreJob(id: string): Promise<void> {
    await this.#asking(async () => {
      const context = { requestPolicy: 'network-only' } as const;
      const client = this.services.client;
      const { captionJob } = await this.patience.until(async () =>
        answerOf(await client.get().query(PageJobCaptionsDocument, { id }, context).toPromise()),
      );
      if (captionJob === null) {
        this.#stored.removeJob(id);
        return;
      }
      const captions = captionJob.captions.edges.map(({ node }) => node).reverse();
      const added = this.list.add(
        captions.map((caption) => restored(caption, id, this.#stored.edit(caption.id))),
      );
      for (const { key, captionId } of added) if (captionId !== null) this.#keys.set(captionId, key);
      this.#stored.addJob(id, added[0]?.key ?? 0);
      if (['QUEUED', 'RUNNING'].includes(captionJob.status)) this.#watch.watch(id);
    });
  }

  async #cancelJob(id: string): Promise<void> {
    await this.#asking(async () => {
      const client = this.services.client.get();
      answerOf(await client.mutation(PageCancelJobDocument, { id }).toPromise());
    });
  }

  #gone(jobId: string): void {
    this.#stored.removeJob(jobId);
    for (const { key, jobId: owner, state } of this.list.all()) {
      if (owner === jobId && groupOf(state) === 'working') {
        this.list.change(key, { state: 'FAILED', problem: { kind: 'gone' }, jobId: null, captionId: null });
      }
    }
  }

  #jobsWith(group: ReturnType<typeof groupOf>): readonly string[] {
    const jobs = this.list.all().filter(({ state }) => groupOf(state) === group);
    return [...new Set(jobs.map(({ jobId }) => jobId).filter((id) => id !== null))];
  }

  async #asking(ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
      this.error.set(null);
    } catch (error) {
      this.error.set(error instanceof RequestError ? error : new RequestError('INTERNAL', String(error)));
    }
  }
}

function unsent(source: PictureSource): Omit<Picture, 'key'> {
  return {
    name: source.kind === 'file' ? source.file.name : source.url,
    source,
    state: 'UNSENT',
    text: null,
    edited: null,
    alternatives: [],
    problem: null,
    thumbnailUrl: null,
    captionId: null,
    jobId: null,
  };
}

function restored(caption: PageCaptionFragment, jobId: string, edited: string | null): Omit<Picture, 'key'> {
  return {
    name: caption.image.name ?? caption.image.url ?? '',
    source: null,
    edited,
    captionId: caption.id,
    jobId,
    ...shownOf(caption),
  };
}

function shownOf({ status, text, alternatives, error, image }: PageCaptionFragment) {
  return {
    state: status,
    text,
    alternatives: alternatives.map((alternative) => alternative.text),
    problem:
      error === null
        ? null
        : ({ kind: 'server', message: error.message, retryable: error.retryable } as const),
    thumbnailUrl: image.thumbnailUrl,
  };
}
