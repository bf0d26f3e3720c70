/** What a client may send, and how long it may take. */
export interface HttpLimits {
  /** Bytes of one uploaded file. */
  readonly fileBytes: number;
  /** Bytes of one text field of a multipart request. */
  readonly fieldBytes: number;
  /** Bytes of the body of one request, of whatever kind. */
  readonly requestBytes: number;
  /** Files in one multipart request. */
  readonly files: number;
  /** Bytes of all bodies that are being read at the same time. */
  readonly receivingBytes: number;
  /** Milliseconds without a byte after which a client that is sending is dropped. */
  readonly stallMs: number;
  /** Milliseconds that a refused client may go on sending, so that it gets to read why. */
  readonly lingerMs: number;
  /** Milliseconds for the header of a request. */
  readonly headersMs: number;
  /** Milliseconds for a whole request to arrive. */
  readonly requestMs: number;
  /** Subscriptions over HTTP (server-sent events) at the same time. */
  readonly eventStreams: number;
  /** WebSocket connections at the same time. */
  readonly sockets: number;
  /** Those among them whose clients have not introduced themselves yet: without a key nobody can take all. */
  readonly socketsWaiting: number;
  /** Those among them that one key may have. */
  readonly socketsOfKey: number;
  /** Operations at the same time on one WebSocket connection. */
  readonly socketOperations: number;
  /** Bytes of one message that a WebSocket client sends. */
  readonly socketMessageBytes: number;
  /** Bytes that may wait for a WebSocket client that does not read, before it is dropped. */
  readonly socketUnsentBytes: number;
  /** Milliseconds within which a WebSocket client must introduce itself (`connection_init`). */
  readonly socketInitMs: number;
  /** Milliseconds between pings; a WebSocket client that has not answered by the next one is dropped. */
  readonly socketPingMs: number;
}

const megabyte = 1_000_000;

export const defaultHttpLimits: HttpLimits = {
  fileBytes: 50 * megabyte,
  fieldBytes: megabyte,
  requestBytes: 200 * megabyte,
  files: 2000,
  receivingBytes: 400 * megabyte,
  stallMs: 30_000,
  lingerMs: 30_000,
  headersMs: 20_000,
  requestMs: 300_000,
  eventStreams: 1000,
  sockets: 1000,
  socketsWaiting: 250,
  socketsOfKey: 500,
  socketOperations: 100,
  socketMessageBytes: megabyte,
  socketUnsentBytes: 8 * megabyte,
  socketInitMs: 10_000,
  socketPingMs: 20_000,
};
