import { parentPort } from 'node:worker_threads';
import { answerCall } from '../remote-calls.js';
import { GraphSession } from './graph-session.js';
import { portChannel } from './port-channel.js';
import type { SessionCalls } from './threads.js';

// ONNX Runtime's Node binding blocks the thread that runs a graph until it is done; here nothing else waits for it.
const channel = portChannel(parentPort);
let session: GraphSession | null = null;

channel.onMessage((message) =>
  answerCall<SessionCalls>(
    channel,
    {
      open: async (request, onProgress) => {
        session = await GraphSession.open(request, onProgress);
        return session.opened;
      },
      run: async ({ pictures, seeds, paddedTo }) => opened().run(pictures, seeds, paddedTo),
      rehearse: async ({ batchSize }) => {
        await opened().rehearse(batchSize);
        return null;
      },
    },
    message,
  ),
);

function opened(): GraphSession {
  if (session === null) throw new Error('The graph is not loaded yet.');
  return session;
}
