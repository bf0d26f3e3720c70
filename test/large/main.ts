// `npm run test:large [sizes]`: every size of OFA compiles, loads and captions on this machine. All of them together take some
// minutes, 10 GiB of disk and 8 GiB of memory, and replace their section of docs/benchmarks.md.
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeSection } from '../../src/bench/benchmarks-file.js';
import { runtimeVersion } from '../../src/engine/runtime-version.js';
import { largeModels, mostDiskBytes } from './large-models.js';
import { reportLarge } from './report-large.js';
import { Scratch } from './scratch.js';
import { tryModel, type LargeFigures } from './try-model.js';

const sizes = process.argv.slice(2);
const unknown = sizes.filter((size) => !largeModels.some((model) => model.size === size));
if (unknown.length > 0) throw new Error(`unknown size: ${unknown.join(', ')}`);
const chosen = largeModels.filter(({ size }) => sizes.length === 0 || sizes.includes(size));

const threads = availableParallelism();
const loadBefore = loadavg()[0] ?? 0;
const scratch = new Scratch();
try {
  await scratch.requireRoom(mostDiskBytes);
  const figures: LargeFigures[] = [];
  for (const model of chosen) figures.push(await tryModel(model, scratch, threads));
  const machine = [
    `${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${threads} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}, ONNX Runtime ${runtimeVersion()}, ${threads} threads`,
    new Date().toISOString().slice(0, 10),
    // What else runs there makes seconds, not memory.
    `load average ${loadBefore.toFixed(1)} before`,
  ].join('; ');
  const text = reportLarge(figures, machine);
  process.stdout.write(`${text}\n`);
  const benchmarks = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
  if (chosen.length === largeModels.length) await writeSection(benchmarks, 'large', text);
} finally {
  scratch.remove();
}
