import type { PageHistoryEntryQuery } from '../generated/graphql.js';

/** What the history shows of one caption. */
export type EntryFields = NonNullable<PageHistoryEntryQuery['caption']>;
