import type { WebSocket as GraphqlWsLink } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { HttpLimits } from '../http-limits.js';

/** RFC 6455, section 7.4.2: for applications; graphql-ws uses it for faults of the server. */
const internalError = 4500;

/**
 * A WebSocket as graphql-ws wants it. `send` resolves when the message has been handed to the system, so that whoever
 * waits for it never gets ahead of a client that reads slowly; what is sent without waiting, such as the answers to a
 * flood of pings, may only pile up to a bound.
 */
export function socketLink(socket: WebSocket, limits: HttpLimits, log: Logger): GraphqlWsLink {
  const dropIfPiledUp = (): void => {
    if (socket.bufferedAmount <= limits.socketUnsentBytes) return;
    log.warn({ unsent: socket.bufferedAmount }, 'A WebSocket client that does not read was dropped');
    socket.terminate();
  };
  socket.on('ping', dropIfPiledUp);
  return {
    protocol: socket.protocol,
    send: (data) =>
      new Promise((resolve, reject) => {
        dropIfPiledUp();
        if (socket.readyState !== socket.OPEN) {
          // An error, since a subscription whose events all seem to be sent at once would never pause.
          reject(new Error('The connection is closed.'));
          return;
        }
        socket.send(data, (error) => {
          if (error == null) resolve();
          else reject(error);
        });
      }),
    close: (code, reason) => {
      socket.close(code, reason);
    },
    onMessage: (receive) => {
      socket.on('message', (data: Buffer) => {
        receive(data.toString()).catch((error: unknown) => {
          // What is in flight when a client goes away fails; that is nobody's fault.
          if (socket.readyState !== socket.OPEN) return;
          log.error({ err: error }, 'unexpected error');
          socket.close(internalError, 'Internal server error');
        });
      });
    },
  };
}

/** Pings every `intervalMs` and drops a client that has not answered by the next time. */
export function keepAlive(socket: WebSocket, intervalMs: number): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, intervalMs);
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => {
    clearInterval(timer);
  });
}
