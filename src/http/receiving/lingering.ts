import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets a client that was answered before it had sent everything send on for a while; what comes is thrown away. Closed
 * at once, the connection would be reset, and a client that is still writing would never see the answer.
 */
export function lingerAfterAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  lingerMs: number,
): void {
  response.once('finish', () => {
    if (request.complete || request.destroyed) return;
    const timer = setTimeout(() => request.socket.destroy(), lingerMs);
    for (const over of ['end', 'close', 'error']) {
      request.once(over, () => {
        clearTimeout(timer);
      });
    }
    request.resume();
  });
}
