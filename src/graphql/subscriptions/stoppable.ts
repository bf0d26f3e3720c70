/**
 * The values of a source that ends when the signal it is given aborts. Whoever iterates may stop at any moment, also while
 * a value is awaited: that aborts the signal. The source is not opened before the first value is asked for.
 *
 * @param gone ends it too, when whoever iterates cannot
 */
export function stoppable<Value>(
  open: (signal: AbortSignal) => AsyncIterable<Value>,
  gone: AbortSignal,
): AsyncIterableIterator<Value> {
  const stop = new AbortController();
  const stopped = (): boolean => stop.signal.aborted;
  let source: AsyncIterator<Value> | null = null;
  const end = (): void => {
    gone.removeEventListener('abort', end);
    stop.abort();
  };
  gone.addEventListener('abort', end, { once: true });
  if (gone.aborted) end();
  return {
    async next(): Promise<IteratorResult<Value, undefined>> {
      if (stopped()) return ended;
      try {
        source ??= open(stop.signal)[Symbol.asyncIterator]();
        const result = await source.next();
        if (!(result.done ?? false)) return result;
      } catch (error) {
        // How a source reacts to being stopped is nobody's concern any more.
        if (!stopped()) {
          end();
          throw error;
        }
      }
      end();
      return ended;
    },
    async return(): Promise<IteratorResult<Value, undefined>> {
      end();
      await source?.return?.();
      return ended;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const ended = { done: true, value: undefined } as const;
