import type { IncomingMessage } from 'node:http';
import { toCodedError } from '../../errors/coded-error.js';
import { tooLarge } from './answer.js';
import type { FetchLimits } from './fetch-limits.js';
import { failed, type Hop } from './hop.js';
import type { TimeLimit } from './time-limit.js';

/**
 * The bytes of an answer as they come, counted. The connection closes at once when the last byte is there, the reader stops,
 * a limit is passed or `total` aborts, even if nobody is reading at that moment.
 */
export function pictureBody(
  answer: IncomingMessage,
  hop: Hop,
  limits: FetchLimits,
  total: TimeLimit,
): AsyncIterable<Uint8Array> {
  const { signal } = total;
  let failure: unknown = null;
  // Listening keeps an error that comes before the first read from ending the process.
  answer.once('error', (error) => (failure = error));
  const abort = (): void => {
    answer.destroy(toCodedError(signal.reason));
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  answer.once('close', () => {
    signal.removeEventListener('abort', abort);
    total.end();
  });

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    let bytes = 0;
    try {
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        bytes += chunk.byteLength;
        if (bytes > limits.bytes) break;
        yield chunk;
      }
    } catch (error) {
      throw signal.aborted ? toCodedError(signal.reason) : failed(hop, failure ?? error);
    }
    if (bytes > limits.bytes) throw tooLarge(hop, limits);
  }
  return read();
}
