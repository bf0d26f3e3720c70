import { readFileSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect, onTestFinished } from 'vitest';

const fixtures = new URL('./fixtures/', import.meta.url);
/** For `pictures.test` and 127.0.0.1, signed by itself. */
export const certificate = readFileSync(new URL('certificate.pem', fixtures), 'utf8');
const key = readFileSync(new URL('key.pem', fixtures), 'utf8');

export interface TestServer {
  readonly port: number;
  /** How many connections were made so far. */
  connections(): number;
  /** Waits until the server has seen every connection close. */
  allClosed(): Promise<void>;
}

export function startHttp(listener: RequestListener): Promise<TestServer> {
  return start(http.createServer(listener));
}

/** @param names gets the SNI of every connection, empty where there is none */
export function startHttps(listener: RequestListener, names: string[] = []): Promise<TestServer> {
  const server = https.createServer({ key, cert: certificate }, listener);
  server.on('secureConnection', (socket) => {
    names.push(typeof socket.servername === 'string' ? socket.servername : '');
  });
  return start(server);
}

/** Writes whatever it likes, HTTP or not. */
export function startRaw(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return start(createServer(onConnection));
}

/** A server that reads the request's header and then says exactly this. */
export function startSaying(answer: string | Buffer): Promise<TestServer> {
  return startRaw((socket) => {
    socket.once('data', () => socket.end(answer));
  });
}

async function start(server: Server): Promise<TestServer> {
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.push(socket);
    // Clients that break off are what many of these tests are about.
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.length,
    allClosed: () =>
      expect.poll(() => sockets.filter((socket) => !socket.destroyed).length, { timeout: 5000 }).toBe(0),
  };
}
