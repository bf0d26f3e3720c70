import type { CaptionFilter, CaptionStatus } from '../generated/graphql.js';

export const captionStatuses = [
  'SUCCEEDED',
  'FAILED',
  'CANCELED',
  'QUEUED',
  'PREPROCESSING',
  'RUNNING',
  'RETRYING',
] as const satisfies readonly CaptionStatus[];

/** The fields of the filters, as they are in the address of the view; empty: any. */
export const filterFields = ['text', 'status', 'from', 'to', 'model', 'profile'] as const;
export type FilterField = (typeof filterFields)[number];
export type FilterValues = Readonly<Record<FilterField, string>>;

export function filterValues(search: URLSearchParams): FilterValues {
  const value = (field: FilterField): string => search.get(field) ?? '';
  return {
    text: value('text'),
    status: value('status'),
    from: value('from'),
    to: value('to'),
    model: value('model'),
    profile: value('profile'),
  };
}

/** What the server is asked for; a day begins and ends where the user is. What means nothing is left out. */
export function captionFilter(values: FilterValues): CaptionFilter {
  const status = captionStatuses.find((candidate) => candidate === values.status);
  const from = startOfDay(values.from, 0);
  const to = startOfDay(values.to, 1);
  return {
    ...(values.text.trim() === '' ? {} : { text: values.text.trim() }),
    ...(status === undefined ? {} : { status }),
    // The first millisecond of the day counts, and both bounds are exclusive.
    ...(from === null ? {} : { createdAfter: new Date(from.getTime() - 1).toISOString() }),
    ...(to === null ? {} : { createdBefore: to.toISOString() }),
    ...(values.model === '' ? {} : { model: values.model }),
    ...(values.profile === '' ? {} : { profile: values.profile }),
  };
}

/** @param day `2026-01-31`; @param later so many days later */
function startOfDay(day: string, later: number): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + later);
}
