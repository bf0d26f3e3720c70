// A program that behaves as nvidia-smi did when its output was recorded. Its first argument is a scenario as JSON:
//   capabilities: what it answers to --query-gpu, null for an old driver that cannot
//   steps: [{ file }, { text }, { error }, { wait: ms }, { pieces: bytes, file }, { exit: status }, { hang: true }]
//   from: the step to which it returns after the last; without it, the program ends
//   lives: a file that gets a line at the start and at the end of each life
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const [, , scenario, ...args] = process.argv;
const { capabilities = null, steps, from, lives } = JSON.parse(scenario);

if (args.some((arg) => arg.startsWith('--query-gpu'))) {
  if (capabilities === null) {
    process.stdout.write('Field "compute_cap" is not a valid field to query.\n\n');
    process.exit(2);
  }
  process.stdout.write(capabilities);
  process.exit(0);
}

if (lives !== undefined) {
  appendFileSync(lives, `start ${process.pid} ${args.join(' ')}\n`);
  process.on('exit', () => appendFileSync(lives, `end ${process.pid}\n`));
}
const write = (text) => new Promise((resolve) => process.stdout.write(text, resolve));
for (let i = 0; i < steps.length;) {
  const { file, text, error, pieces, wait, exit, hang } = steps[i];
  const output = text ?? (file === undefined ? '' : readFileSync(file, 'utf8'));
  if (error !== undefined) process.stderr.write(error);
  for (let at = 0; at < output.length; at += pieces ?? output.length) {
    await write(output.slice(at, at + (pieces ?? output.length)));
    if (pieces !== undefined) await delay(1);
  }
  if (wait !== undefined) await delay(wait);
  if (hang === true) await delay(1e8);
  if (exit !== undefined) process.exit(exit);
  i = i + 1 === steps.length && from !== undefined ? from : i + 1;
}
