import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedMessage {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether the signature is right, in the eyes of the reference implementation. */
  readonly genuine: boolean;
}

/** A receiver as the users of Standard Webhooks write one, which answers as it is told. */
export async function startReceiver(secret: string) {
  const verifier = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
  const received: ReceivedMessage[] = [];
  const state: { answer: number | 'nothing'; location: string | null } = { answer: 204, location: null };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body,
        genuine: verify(body),
      });
      if (state.answer === 'nothing') request.socket.destroy();
      else
        response.writeHead(state.answer, state.location === null ? {} : { location: state.location }).end();
    });
    const verify = (body: string): boolean => {
      try {
        verifier.verify(body, request.headers as Record<string, string>);
        return true;
      } catch {
        return false;
      }
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/alerts?token=abc`,
    port,
    received,
    state,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
