/**
 * Works on many items at once, at most `width`, and yields the results in the order of the items. Results that are done
 * early wait for those before them, and hold back new work, so that memory stays bounded.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const pending: Promise<Result>[] = [];
  for (const item of items) {
    const result = work(item);
    // Whoever iterates learns of a rejection when its turn comes.
    result.catch(() => undefined);
    pending.push(result);
    if (pending.length >= width) yield await pending.shift()!;
  }
  for (const result of pending) yield await result;
}
