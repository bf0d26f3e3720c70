// Compiles a model in a process of its own and prints what that took. Plain JavaScript over the compiled program, so that no
// compiler of TypeScript adds to the memory. Arguments: model directory, folder of graphs, precision.
import { graphVariant } from '../../dist/model/compiler/graph-variant.js';
import { ensureGraph } from '../../dist/model/graph-cache.js';
import { readModelPackage } from '../../dist/model/package.js';
import { peakResident } from '../peak-resident.js';

const [directory, graphs, precision] = process.argv.slice(2);
const before = process.memoryUsage.rss();
const model = await readModelPackage(directory);
const started = performance.now();
const graph = await ensureGraph(model, graphVariant(model, { precision }), graphs);
const seconds = (performance.now() - started) / 1000;
const growth = peakResident() - before;
console.log(
  JSON.stringify({ path: graph.path, compiled: graph.compiled, bytes: graph.bytes, seconds, growth }),
);
