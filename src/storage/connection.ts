/** The arguments of a Relay connection, with cursors already turned into row ids. Newest first. */
export interface PageRequest {
  readonly first?: number | null;
  readonly last?: number | null;
  /** Only rows older than this one. */
  readonly after?: number | null;
  /** Only rows newer than this one. */
  readonly before?: number | null;
}

export interface Page<Row> {
  readonly rows: Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counted only when asked for. */
  totalCount(): Promise<number>;
}

/** What a query for one page needs: bounds on the id, a direction and one row more than the page, to know what follows. */
export interface PageWindow {
  readonly below: number | null;
  readonly above: number | null;
  readonly direction: 'DESC' | 'ASC';
  readonly take: number;
}

/** Rows of a page of which no size was asked for. */
export const defaultPageSize = 20;

export function pageWindow(request: PageRequest, defaultSize = defaultPageSize): PageWindow {
  const last = request.first == null ? request.last : null;
  return {
    below: request.after ?? null,
    above: request.before ?? null,
    direction: last == null ? 'DESC' : 'ASC',
    take: (last ?? request.first ?? defaultSize) + 1,
  };
}

/** The window as arguments of a query by Prisma, for rows in the order of their ids. */
export function windowArguments({ below, above, direction, take }: PageWindow) {
  const id = { ...(below === null ? {} : { lt: below }), ...(above === null ? {} : { gt: above }) };
  return { where: { id }, orderBy: { id: direction === 'ASC' ? 'asc' : 'desc' }, take } as const;
}

/** Cuts the surplus row off and puts a backward page into reading order. */
export function toPage<Row>(window: PageWindow, found: Row[], totalCount: () => Promise<number>): Page<Row> {
  const more = found.length >= window.take;
  const rows = more ? found.slice(0, window.take - 1) : found;
  if (window.direction === 'ASC') {
    return {
      rows: rows.reverse(),
      hasNextPage: window.above !== null,
      hasPreviousPage: more,
      totalCount,
    };
  }
  return { rows, hasNextPage: more, hasPreviousPage: window.below !== null, totalCount };
}
