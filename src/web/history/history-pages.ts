import type { Client } from '@urql/core';
import { answerOf, RequestError } from '../api/request-error.js';
import { PageHistoryDocument, type CaptionFilter, type PageHistoryQuery } from '../generated/graphql.js';
import { Value } from '../preferences/value.js';

const pageLength = 40;

export type HistoryEntry = PageHistoryQuery['captions']['edges'][number]['node'];

export interface HistoryState {
  readonly entries: readonly HistoryEntry[];
  /** Null before the first answer. */
  readonly total: number | null;
  readonly more: boolean;
  readonly loading: boolean;
  readonly error: RequestError | null;
}

/** The captions that fit a filter, as far as they were asked for. */
export class HistoryPages {
  readonly state = new Value<HistoryState>({
    entries: [],
    total: null,
    more: true,
    loading: false,
    error: null,
  });
  #filter: CaptionFilter = {};
  #cursor: string | null = null;
  /** Of filters: what is answered to an earlier one counts no more. */
  #generation = 0;

  constructor(private readonly client: Client) {}

  /** Begins anew with another filter. What was shown stays until the answer is there. */
  show(filter: CaptionFilter): Promise<void> {
    this.#filter = filter;
    this.#cursor = null;
    this.#generation++;
    this.#set({ more: true, loading: false });
    return this.loadMore();
  }

  /** Asks for the next page, unless there is none or it is on its way. */
  readonly loadMore = async (): Promise<void> => {
    const { loading, more } = this.state.get();
    if (loading || !more) return;
    const generation = this.#generation;
    const after = this.#cursor;
    this.#set({ loading: true, error: null });
    const { cursor = after, ...change } = await this.#page(after);
    if (generation !== this.#generation) return;
    this.#cursor = cursor;
    this.#set({ ...change, loading: false });
  };

  async #page(after: string | null): Promise<Partial<HistoryState> & { cursor?: string | null }> {
    try {
      const variables = { first: pageLength, after, filter: this.#filter };
      const context = { requestPolicy: 'network-only' } as const;
      const result = await this.client.query(PageHistoryDocument, variables, context).toPromise();
      const { edges, pageInfo, totalCount } = answerOf(result).captions;
      const entries = edges.map(({ node }) => node);
      return {
        cursor: pageInfo.endCursor,
        entries: after === null ? entries : [...this.state.get().entries, ...entries],
        total: totalCount,
        more: pageInfo.hasNextPage,
      };
    } catch (error) {
      return { error: error instanceof RequestError ? error : new RequestError('INTERNAL', String(error)) };
    }
  }

  /** Takes an entry away that the server deleted. */
  remove(id: string): void {
    const { entries, total } = this.state.get();
    const left = entries.filter((entry) => entry.id !== id);
    this.#set({ entries: left, total: total === null ? null : total - (entries.length - left.length) });
  }

  #set(change: Partial<HistoryState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
