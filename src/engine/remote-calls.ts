import { fromPlainError, toPlainError, type PlainError } from '../errors/coded-error.js';

/** The calls that one side of a channel answers: by name, what goes in and what comes out. */
export type CallTable<Table> = {
  readonly [Name in keyof Table]: { readonly input: unknown; readonly output: unknown };
};

/** A channel between processes (IPC) or threads (a message port). */
export interface Channel {
  send(message: unknown, transfer?: readonly ArrayBuffer[]): void;
}

interface CallMessage {
  readonly call: number;
  readonly name: string;
  readonly input: unknown;
}

/** How far a call is that has not been answered yet. */
interface ProgressMessage {
  readonly progressOf: number;
  /** 0 to 1. */
  readonly fraction: number;
}

export type OnProgress = (fraction: number) => void;

type ReplyMessage = { readonly reply: number } & (
  { readonly output: unknown } | { readonly error: PlainError }
);

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: OnProgress | undefined;
}

/** Asks the other side and matches the replies to the questions. */
export class RemoteCaller<Table extends CallTable<Table>> {
  #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor(private readonly channel: Channel) {}

  /** @param onProgress told how far the other side is, where it says so */
  call<Name extends keyof Table & string>(
    name: Name,
    input: Table[Name]['input'],
    transfer: readonly ArrayBuffer[] = [],
    onProgress?: OnProgress,
  ): Promise<Table[Name]['output']> {
    return new Promise((resolve, reject) => {
      const call = this.#next++;
      this.#waiting.set(call, { resolve, reject, onProgress });
      try {
        this.channel.send({ call, name, input } satisfies CallMessage, transfer);
      } catch (error) {
        this.#waiting.delete(call);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /** Takes one message of the channel; one that concerns no call is left to others. */
  receive(message: unknown): void {
    if (isProgress(message)) this.#waiting.get(message.progressOf)?.onProgress?.(message.fraction);
    if (!isReply(message)) return;
    const waiting = this.#waiting.get(message.reply);
    this.#waiting.delete(message.reply);
    if (waiting === undefined) return;
    if ('error' in message) waiting.reject(fromPlainError(message.error));
    else waiting.resolve(message.output as never);
  }

  /** The other side is gone: nothing that was asked will be answered. */
  abandon(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

/** What a handler gives back: its output, and the buffers that go over without being copied. */
export class Moved<Output> {
  constructor(
    readonly output: Output,
    readonly transfer: readonly ArrayBuffer[],
  ) {}
}

export type CallHandlers<Table extends CallTable<Table>> = {
  readonly [Name in keyof Table]: (
    input: Table[Name]['input'],
    onProgress: OnProgress,
  ) => Promise<Table[Name]['output'] | Moved<Table[Name]['output']>>;
};

/** Answers one message of the channel with the handlers; one that is no call is left to others. */
export async function answerCall<Table extends CallTable<Table>>(
  channel: Channel,
  handlers: CallHandlers<Table>,
  message: unknown,
): Promise<void> {
  if (!isCall(message)) return;
  const reply = message.call;
  try {
    if (!isNameOf(handlers, message.name)) throw new Error(`no such call: ${message.name}`);
    const answer = await handlers[message.name](message.input, (fraction) => {
      channel.send({ progressOf: reply, fraction } satisfies ProgressMessage);
    });
    if (answer instanceof Moved) channel.send({ reply, output: answer.output }, answer.transfer);
    else channel.send({ reply, output: answer });
  } catch (error) {
    channel.send({ reply, error: toPlainError(error) });
  }
}

function isCall(message: unknown): message is CallMessage {
  return typeof message === 'object' && message !== null && 'call' in message;
}

function isReply(message: unknown): message is ReplyMessage {
  return typeof message === 'object' && message !== null && 'reply' in message;
}

function isProgress(message: unknown): message is ProgressMessage {
  return typeof message === 'object' && message !== null && 'progressOf' in message;
}

function isNameOf<Handlers extends object>(
  handlers: Handlers,
  name: string,
): name is keyof Handlers & string {
  return Object.hasOwn(handlers, name);
}
