import { parentPort } from 'node:worker_threads';
import { preparePixels } from '../../image/prepare.js';
import { answerCall, Moved } from '../remote-calls.js';
import { portChannel } from './port-channel.js';
import type { PreparationCalls } from './threads.js';

// The exact resize is plain JavaScript and takes tens of milliseconds for a large photograph: in a thread of its own it
// delays neither the messages of the process nor the graph.
const channel = portChannel(parentPort);
channel.onMessage((message) =>
  answerCall<PreparationCalls>(
    channel,
    {
      prepare: async ({ path, size, maxImageSize }) => {
        const pixels = new Uint8Array(size * size * 3);
        await preparePixels(path, size, pixels, { maxImageSize });
        return new Moved(pixels.buffer, [pixels.buffer]);
      },
    },
    message,
  ),
);
