import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { foreignCursor, pageSizeOutOfRange } from '../../messages/about-pages.js';
import type { Page, PageRequest } from '../../storage/connection.js';
import { encodeNodeId, rowIdOf, type NodeType } from '../node-id.js';

/** The most entries that one page may have. */
export const largestPage = 100;

export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/**
 * The arguments of a connection as the storage wants them.
 *
 * @throws InvalidInputError for a page of more than 100 or fewer than 0, or a cursor that is none of this connection
 */
export function pageRequest(args: ConnectionArguments, type: NodeType): PageRequest {
  return {
    first: pageSize('first', args.first),
    last: pageSize('last', args.last),
    after: rowOfCursor('after', args.after, type),
    before: rowOfCursor('before', args.before, type),
  };
}

function pageSize(argument: string, size: number | null | undefined): number | null {
  if (size == null) return null;
  if (size >= 0 && size <= largestPage) return size;
  throw new InvalidInputError(pageSizeOutOfRange(argument, largestPage, size), [argument]);
}

function rowOfCursor(argument: string, cursor: string | null | undefined, type: NodeType): number | null {
  if (cursor == null) return null;
  const row = rowIdOf(type, cursor);
  if (row !== null) return row;
  throw new InvalidInputError(foreignCursor(argument), [argument]);
}

/** A page as the connection type shows it. The cursor of a row is its global id. */
export function toConnection<Row extends { readonly id: number }>(page: Page<Row>, type: NodeType) {
  const edges = page.rows.map((row) => ({ cursor: encodeNodeId(type, row.id), node: row }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: () => page.totalCount(),
  };
}
