import { writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { peakResidentMiB } from '../../devices/system-memory.js';
import { CodedError, toPlainError } from '../../errors/coded-error.js';
import { readHeader } from '../../image/header.js';
import { makeThumbnail } from '../../image/thumbnail.js';
import type { EngineCalls, ProcessMemory } from '../protocol.js';
import {
  answerCall,
  RemoteCaller,
  type CallHandlers,
  type CallTable,
  type Channel,
} from '../remote-calls.js';
import { portChannel } from './port-channel.js';
import type { OpenedGraph, PreparationCalls, SessionCalls } from './threads.js';

/**
 * The engine's process: takes calls over Node's IPC channel, has pictures decoded in one thread and the graph run in
 * another. Without its server it ends itself at once.
 */
export function serveEngine(): void {
  const channel: Channel = { send: sendToServer };
  const handlers = engineHandlers();
  process.on('message', (message) => void answerCall<EngineCalls>(channel, handlers, message));
  // A thread inside ONNX Runtime cannot be stopped and would hold a normal exit up for as long as its run lasts.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // A server that went while this process was loading its modules has disconnected before anybody listened.
  if (!process.connected) process.kill(process.pid, 'SIGKILL');
  // Ctrl-C reaches the whole process group; the server decides when its engine goes.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
}

function sendToServer(message: unknown): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

function engineHandlers(): CallHandlers<EngineCalls> {
  const preparation = startThread<PreparationCalls>(new URL('./preparation-thread', import.meta.url));
  const session = startThread<SessionCalls>(new URL('./session-thread', import.meta.url));
  const pixels = new Map<number, ArrayBuffer>();
  let graph: OpenedGraph | null = null;
  const discard = (pictures: readonly number[]): void => {
    for (const picture of pictures) pixels.delete(picture);
  };
  return {
    load: async (request, onProgress) => {
      graph = await session.call('open', request, [], onProgress);
      return graph;
    },
    readHeader: ({ path }) => readHeader(path),
    prepare: async ({ picture, path, maxImageSize }) => {
      if (graph === null) throw new CodedError('DEVICE_UNAVAILABLE', 'The graph is not loaded yet.');
      const started = performance.now();
      pixels.set(picture, await preparation.call('prepare', { path, maxImageSize, size: graph.imageSize }));
      return { preprocessMs: performance.now() - started };
    },
    run: async ({ pictures, seeds, paddedTo, requestIds }) => {
      try {
        const batch = pictures.map((picture) => pixels.get(picture));
        discard(pictures);
        if (!batch.every((buffer) => buffer !== undefined)) {
          throw new CodedError('ENGINE_FAILED', 'A picture of the batch was not prepared in this engine.');
        }
        return await session.call('run', { pictures: batch, seeds, paddedTo }, batch);
      } catch (error) {
        const { code, message } = toPlainError(error);
        process.stderr.write(`${JSON.stringify({ run: 'failed', code, requestIds, message })}\n`);
        throw error;
      }
    },
    measure: async ({ batchSize }) => {
      await session.call('rehearse', { batchSize });
      return processMemory();
    },
    memory: processMemory,
    discard: ({ pictures }) => {
      discard(pictures);
      return Promise.resolve(null);
    },
    makeThumbnail: async ({ path, to }) => {
      await writeFile(to, await makeThumbnail(path), { mode: 0o600 });
      return null;
    },
  };
}

async function processMemory(): Promise<ProcessMemory> {
  // Where /proc tells, that is right: on Linux `maxRSS` begins with what the server held when it forked.
  const peak = await peakResidentMiB(process.pid);
  return {
    residentMiB: process.memoryUsage.rss() / 2 ** 20,
    // Kibibytes on every platform: libuv converts what macOS gives in bytes.
    peakMiB: peak ?? process.resourceUsage().maxRSS / 2 ** 10,
  };
}

/** Starts a worker thread from the module of that name: compiled beside compiled code, TypeScript beside TypeScript. */
function startThread<Table extends CallTable<Table>>(module: URL): RemoteCaller<Table> {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const worker = new Worker(new URL(module.href + extension));
  const channel = portChannel(worker);
  const caller = new RemoteCaller<Table>(channel);
  channel.onMessage((message) => {
    caller.receive(message);
  });
  // A thread that throws outside a call is broken for good; the server starts a fresh process.
  worker.on('error', (error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.kill(process.pid, 'SIGKILL');
  });
  return caller;
}
