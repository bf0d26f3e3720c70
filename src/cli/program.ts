import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { packageManifest } from '../config/paths.js';
import { toCodedError } from '../errors/coded-error.js';
import { errorTraits } from '../errors/error-code.js';
import { benchCommand } from './bench.js';
import { captionCommand } from './caption.js';
import { evalCommand } from './eval.js';
import { pruneCommand } from './prune.js';
import { serveCommand } from './serve.js';

const usageStatus = 2;

/** Runs one command line and returns its exit status: 0, 1 (a picture or check failed), 2 (usage). */
export async function run(args: readonly string[]): Promise<number> {
  const { version } = JSON.parse(readFileSync(packageManifest, 'utf8')) as { version: string };
  const program = new Command('ofa-caption')
    .description('Image captions from OFA models: a GraphQL server and a command line')
    .version(version)
    .showHelpAfterError('(add --help for what is possible)')
    .addCommand(serveCommand())
    .addCommand(captionCommand())
    .addCommand(pruneCommand())
    .addCommand(evalCommand())
    .addCommand(benchCommand());
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) => {
        write(text);
      },
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageStatus;
    const coded = toCodedError(error);
    process.stderr.write(`ofa-caption: ${coded.message}\n`);
    if (coded.code === 'INTERNAL' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    return errorTraits[coded.code].exitStatus;
  }
}
