// Loads a compiled graph of 480 px in a process of its own, captions one picture and prints what that took. Arguments: graph,
// threads.
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { sessionOptions } from '../../dist/model/session-options.js';
import { syntheticImage } from '../../dist/model/synthetic/synthetic-image.js';
import { peakResident } from '../peak-resident.js';

const [graph, threads] = process.argv.slice(2);
let started = performance.now();
const session = await InferenceSession.create(graph, sessionOptions({ threads: Number(threads) }));
const loadSeconds = (performance.now() - started) / 1000;
const loadPeak = peakResident();
const pixels = new Tensor('uint8', syntheticImage(1, 480, 480), [1, 480, 480, 3]);
started = performance.now();
const { tokens, lengths } = await session.run({ pixels });
const captionSeconds = (performance.now() - started) / 1000;
const best = Array.from(tokens.data.subarray(0, lengths.data[0]));
console.log(JSON.stringify({ loadSeconds, loadPeak, captionSeconds, peak: peakResident(), tokens: best }));
