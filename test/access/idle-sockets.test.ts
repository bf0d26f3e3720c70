import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { BuiltServer } from '../acceptance/built-server.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { askAs } from './key-client.js';

const connects = 10_000;
const atOnce = 200;

let server: BuiltServer;
let port: number;
beforeAll(async () => {
  server = await (await BuiltServer.start(await temporaryDirectory())).ready();
  port = Number(new URL(server.url).port);
});
afterAll(() => server.stop('SIGTERM'));

const head = [
  'GET /graphql HTTP/1.1',
  'host: localhost',
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
  'sec-websocket-protocol: graphql-transport-ws',
].join('\r\n');

/** Asks for a WebSocket and then says nothing; the status of the answer. What is taken stays open. */
async function idle(): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.write(`${head}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return Number(answer.toString().slice(9, 12));
}

it(
  'idle WebSockets beyond the limit are turned away while captions keep flowing',
  { timeout: 300_000 },
  async () => {
    const photo = await readFile(new URL('../photos/dog.webp', import.meta.url), 'base64');
    const query =
      'mutation ($p: String!) { captionImage(image: {base64: $p}, options: {reuse: false}) { __typename } }';
    const flood = new AbortController();
    let captions = 0;
    const captioning = (async () => {
      while (!flood.signal.aborted) {
        const { data } = await askAs(server.url, null, query, { p: photo });
        expect(data).toEqual({ captionImage: { __typename: 'Caption' } });
        captions++;
      }
    })();
    const statuses = new Map<number, number>();
    let captionsAtHalf = 0;
    for (let sent = 0; sent < connects; sent += atOnce) {
      for (const status of await Promise.all(Array.from({ length: atOnce }, idle))) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      if (sent < connects / 2) captionsAtHalf = captions;
    }
    flood.abort();
    await captioning;
    const taken = statuses.get(101) ?? 0;
    const refused = statuses.get(503) ?? 0;
    expect(taken + refused).toBe(connects);
    // As many as may wait for their clients to say who they are, and again as many after each ten seconds of that.
    expect(taken).toBeGreaterThanOrEqual(250);
    expect(refused).toBeGreaterThan(connects / 2);
    expect(captionsAtHalf).toBeGreaterThan(0);
    expect(captions).toBeGreaterThan(captionsAtHalf);
  },
);
