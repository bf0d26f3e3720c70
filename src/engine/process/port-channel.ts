import type { MessagePort, Worker } from 'node:worker_threads';
import type { Channel } from '../remote-calls.js';

export interface ListeningChannel extends Channel {
  onMessage(listener: (message: unknown) => Promise<void> | void): void;
}

/** A worker, seen from outside, or its parent's port, seen from inside. */
export function portChannel(port: MessagePort | Worker | null): ListeningChannel {
  if (port === null) throw new Error('This module runs in a worker thread of the engine process only.');
  return {
    send: (message, transfer = []) => {
      port.postMessage(message, [...transfer]);
    },
    onMessage: (listener) => {
      port.on('message', (message: unknown) => void listener(message));
    },
  };
}
