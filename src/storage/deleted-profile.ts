import { Prisma } from './generated/client.js';

/**
 * Stores captions with their profile, or without it where it was deleted since the request named it: the picture has arrived,
 * and its caption is owed.
 *
 * @param store called again with `{ profileId: null }` to put over what would be stored
 */
export async function storeThoughDeleted<Result>(
  store: (instead: { readonly profileId?: null }) => Promise<Result>,
): Promise<Result> {
  try {
    return await store({});
  } catch (error) {
    // P2003: a foreign key names nothing. Keys are never deleted, so that it is the profile's.
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2003') throw error;
    return store({ profileId: null });
  }
}
