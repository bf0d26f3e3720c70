import { connect, type Socket } from 'node:net';

/** A connection on which a test says exactly what it wants, for what no well-behaved client would do. */
export class RawClient {
  #received = '';
  #ended = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.#received += chunk.toString('latin1');
    });
    socket.on('close', () => {
      this.#ended = true;
    });
    socket.on('error', () => undefined);
  }

  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        resolve(new RawClient(socket));
      });
      socket.once('error', reject);
    });
  }

  get received(): string {
    return this.#received;
  }

  get closed(): boolean {
    return this.#ended;
  }

  /** Sends a request line and headers, and nothing of the body. */
  head(line: string, headers: Readonly<Record<string, string | number>>): void {
    const lines = Object.entries({ host: 'localhost', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    this.socket.write(`${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  }

  /** Writes and waits until the bytes are on their way. */
  send(bytes: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.socket.write(bytes, () => {
        resolve();
      });
    });
  }
}

const boundary = 'test-boundary';

export const multipartHeaders = {
  'content-type': `multipart/form-data; boundary=${boundary}`,
  'graphql-require-preflight': '1',
};

/** A multipart body up to the first byte of its only file. */
export function multipartOpening(query: string, variables: object, path: string): string {
  return [
    textPart('operations', JSON.stringify({ query, variables })),
    textPart('map', JSON.stringify({ 0: [path] })),
    `--${boundary}\r\ncontent-disposition: form-data; name="0"; filename="picture.png"\r\n\r\n`,
  ].join('');
}

export const multipartClosing = `\r\n--${boundary}--\r\n`;

export function textPart(name: string, value: string): string {
  return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}
