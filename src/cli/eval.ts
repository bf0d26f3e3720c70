import { Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { bleu4 } from '../evaluation/bleu.js';
import { ciderD } from '../evaluation/cider-d.js';
import type { HypothesisRow } from '../storage/caption-records.js';
import { precisions } from '../model/precision.js';
import { inOrder } from './in-order.js';
import { openCaptioner, type CaptionerArguments } from './open-captioner.js';
import { dataOption, logLevelOption, modelOption, profileOption, threadsOption } from './options.js';
import { addProfileOptions, captioningParameters } from './profile-options.js';
import { startProgress } from './progress.js';

const references = z.record(z.string(), z.array(z.string()).min(1));
const expectations = z.record(z.string(), z.object({ text: z.string(), score: z.number() }));

/** Largest difference of a score that still counts as the same. */
const scoreTolerance = 1e-3;

export function evalCommand(): Command {
  const command = new Command('eval')
    .description('caption a directory with reference captions and say how good and how fast that was')
    .argument('<dir>', 'pictures with captions.json (file → references), and expected.json if there is one')
    .addOption(
      new Option(
        '--emulate-precision <precision>',
        'what the graph calculates with, also where the device has no kernels for it: shows how good it is, not how fast',
      ).choices(precisions),
    )
    .addOption(modelOption())
    .addOption(dataOption())
    .addOption(threadsOption())
    .addOption(profileOption())
    .addOption(logLevelOption('warn'))
    .action(evaluate);
  return addProfileOptions(command, captioningParameters);
}

async function evaluate(directory: string, options: CaptionerArguments, command: Command): Promise<void> {
  const known = await readJson(join(directory, 'captions.json'), references);
  const expected = await readJson(join(directory, 'expected.json'), expectations).catch(() => null);
  const files = Object.keys(known);
  const { captioner, batchSize, width } = await openCaptioner(options, command);
  try {
    const progress = startProgress(files.length, 'pictures');
    const started = performance.now();
    const results = new Map<string, HypothesisRow>();
    const caption = async (file: string): Promise<[string, HypothesisRow | undefined]> => [
      file,
      (await captioner.caption(join(directory, file)))[0],
    ];
    for await (const [file, best] of inOrder(files, width, caption)) {
      results.set(file, best ?? { text: '', score: 0 });
      progress.advance();
    }
    progress.stop();
    const seconds = (performance.now() - started) / 1000;
    const texts = new Map([...results].map(([file, { text }]) => [file, text]));
    const byFile = new Map(Object.entries(known));
    const lines = [
      `pictures         ${files.length}`,
      `captions/s       ${(files.length / seconds).toFixed(1)}  (batches of up to ${batchSize}, ${options.threads} threads)`,
      `CIDEr-D          ${ciderD(texts, byFile).toFixed(4)}`,
      `BLEU-4           ${bleu4(texts, byFile).toFixed(4)}`,
      ...(expected === null ? [] : agreement(results, expected)),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await captioner.close();
  }
}

/** How far the captions are those of the reference implementation. */
function agreement(
  results: ReadonlyMap<string, HypothesisRow>,
  expected: z.infer<typeof expectations>,
): string[] {
  const compared = [...results].flatMap(([file, result]) => {
    const wanted = expected[file];
    return wanted === undefined ? [] : [{ result, wanted }];
  });
  const same = compared.filter(({ result, wanted }) => result.text === wanted.text);
  const differences = same.map(({ result, wanted }) => Math.abs(result.score - wanted.score));
  const close = differences.filter((difference) => difference <= scoreTolerance).length;
  return [
    `as expected      ${same.length} of ${compared.length}, word for word`,
    `scores           ${close} of ${same.length} within ${scoreTolerance}, largest difference ${Math.max(0, ...differences).toExponential(1)}`,
  ];
}

async function readJson<Value>(path: string, schema: z.ZodType<Value>): Promise<Value> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new InvalidInputError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
