/**
 * The key under which a caption looks for an identical one: equal only among the captions of one owner, so that nobody can
 * tell from a quick answer what others have asked. By it earlier results are found, and places in a batch shared.
 *
 * @param ownerId the API key; null: nobody
 */
export function ownedResultKey(ownerId: number | null, resultKey: string): string {
  return ownerId === null ? resultKey : `${ownerId}:${resultKey}`;
}
