import { once } from 'node:events';
import { vi } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';

interface Message {
  readonly type: string;
  readonly payload?: unknown;
}

/** A WebSocket of the protocol graphql-transport-ws on which a test says exactly what it wants. */
export class RawSocket {
  readonly messages: Message[] = [];
  /** The close code. */
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.messages.push(JSON.parse(data.toString()) as Message));
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  /** Rejects when the server refuses the connection. */
  static async open(port: number, options: ClientOptions = {}): Promise<RawSocket> {
    const client = new RawSocket(
      new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', options),
    );
    await once(client.socket, 'open');
    return client;
  }

  /** Introduces itself and waits for the answer: `connection_ack`, or the close code. */
  async init(payload: object): Promise<string | number> {
    this.send({ type: 'connection_init', payload });
    return Promise.race([this.message('connection_ack').then(({ type }) => type), this.closed]);
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  message(type: string): Promise<Message> {
    return vi.waitFor(() => {
      const found = this.messages.find((message) => message.type === type);
      if (found === undefined) throw new Error(`no ${type} among ${JSON.stringify(this.messages)}`);
      return found;
    }, 10_000);
  }
}
