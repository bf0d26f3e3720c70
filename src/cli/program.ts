import { Command, CommanderError } from 'commander';
import { programVersion } from '../config/program-version.js';
import { toCodedError } from '../errors/coded-error.js';
import { errorTraits } from '../errors/error-code.js';
import { benchCommand } from './bench.js';
import { captionCommand } from './caption.js';
import { cudaCommand } from './cuda.js';
import { doctorCommand } from './doctor.js';
import { evalCommand } from './eval.js';
import { keysCommand } from './keys.js';
import { modelsCommand } from './models/models.js';
import { profilesCommand } from './profiles.js';
import { pruneCommand } from './prune.js';
import { serveCommand } from './serve.js';

const usageStatus = 2;

/** Runs one command line and returns its exit status: 0, 1 (a picture or check failed), 2 (usage). */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('ofa-caption')
    .description('Image captions from OFA models: a GraphQL server and a command line')
    .version(programVersion())
    .showHelpAfterError('(add --help for what is possible)')
    .addCommand(serveCommand())
    .addCommand(captionCommand())
    .addCommand(pruneCommand())
    .addCommand(evalCommand())
    .addCommand(profilesCommand())
    .addCommand(modelsCommand())
    .addCommand(keysCommand())
    .addCommand(doctorCommand())
    .addCommand(benchCommand())
    .addCommand(cudaCommand());
  for (const command of withSubcommands(program)) {
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

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
