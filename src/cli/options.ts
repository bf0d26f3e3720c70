import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { webhookSecretVariable } from './alert-webhook.js';

/** Each option has its environment variable; the command line beats it. */
export function dataOption(): Option {
  return new Option('--data <dir>', 'directory for database, pictures and compiled graphs')
    .env('OFA_CAPTION_DATA')
    .default('./data');
}

export const modelVariable = 'OFA_CAPTION_MODEL';

export function modelOption(): Option {
  return new Option(
    '--model <name|dir>',
    'model for every profile: a name of `models list`, or a directory; that of each profile when absent',
  ).env(modelVariable);
}

export function threadsOption(): Option {
  return new Option('--threads <n>', 'threads of the engine')
    .env('OFA_CAPTION_THREADS')
    .default(availableParallelism(), 'one for each core')
    .argParser(wholeNumber(1, 1024));
}

export function profileOption(): Option {
  return new Option('--profile <name>', 'profile to caption with; the active one when absent').env(
    'OFA_CAPTION_PROFILE',
  );
}

export function hostOption(): Option {
  return new Option('--host <address>', 'address to listen on; the loopback interface unless told otherwise')
    .env('OFA_CAPTION_HOST')
    .default('127.0.0.1');
}

export function portOption(): Option {
  return new Option('--port <n>', 'port to listen on; 0 takes a free one')
    .env('OFA_CAPTION_PORT')
    .default(8501)
    .argParser(wholeNumber(0, 65_535));
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export function logLevelOption(level: (typeof logLevels)[number]): Option {
  return new Option('--log-level <level>', 'what is logged')
    .env('OFA_CAPTION_LOG_LEVEL')
    .choices(logLevels)
    .default(level);
}

/** Name of the environment variable of an option: `--batch-size` is `OFA_CAPTION_BATCH_SIZE`. */
export function environmentVariable(flag: string): string {
  return `OFA_CAPTION_${flag.replace(/^--/, '').replaceAll('-', '_').toUpperCase()}`;
}

/** A switch of a command. Without a default it is neither on nor off until somebody says so. */
export interface Switch {
  readonly flag: string;
  readonly description: string;
  readonly default?: false;
  /** Heading in the help. */
  readonly group?: string;
  /** Another variable that can turn it on, asked when its own is not set. */
  readonly alsoOnBy?: string;
}

/** The variables of switches; commander knows those of other options. */
const switchVariables = new WeakMap<Option, readonly string[]>();

/** Every environment variable that an option of a command, or of a subcommand, reads, and the one that has no option. */
export function knownVariables(command: Command): ReadonlySet<string> {
  const own = command.options.flatMap(
    (option) => switchVariables.get(option) ?? (option.envVar === undefined ? [] : [option.envVar]),
  );
  return new Set([
    webhookSecretVariable,
    ...own,
    ...command.commands.flatMap((sub) => [...knownVariables(sub)]),
  ]);
}

const switchValues: ReadonlyMap<string, boolean> = new Map([
  ...['1', 'true', 'yes', 'on'].map((text) => [text, true] as const),
  ...['0', 'false', 'no', 'off'].map((text) => [text, false] as const),
]);

/**
 * Adds a switch with its environment variable, which turns it on or off. Commander takes any value of a switch's variable for
 * "on", `false` too, so the variable is read here.
 */
export function addSwitch(
  command: Command,
  { flag, description, group, alsoOnBy, ...rest }: Switch,
): Command {
  const variable = environmentVariable(flag);
  const variables = alsoOnBy === undefined ? [variable] : [variable, alsoOnBy];
  const option = new Option(flag, `${description} (env: ${variables.join(', ')})`);
  switchVariables.set(option, variables);
  if (group !== undefined) option.helpGroup(group);
  command.addOption(option);
  const key = option.attributeName();
  if (rest.default === false) command.setOptionValueWithSource(key, false, 'default');
  else command.addOption(new Option(flag.replace(/^--/, '--no-')).hideHelp());
  return command.hook('preAction', () => {
    if (command.getOptionValueSource(key) === 'cli') return;
    const value =
      readSwitch(command, flag, variable) ??
      (alsoOnBy !== undefined && readSwitch(command, flag, alsoOnBy) === true ? true : null);
    if (value !== null) command.setOptionValueWithSource(key, value, 'env');
  });
}

/** Null for a variable that is not set, or empty as container tools leave it. */
function readSwitch(command: Command, flag: string, variable: string): boolean | null {
  const text = process.env[variable] ?? '';
  if (text === '') return null;
  return (
    switchValues.get(text.toLowerCase()) ??
    command.error(
      `error: option '${flag}' value '${text}' from env '${variable}' is invalid. It must be true, false, yes, no, on, off, 1 or 0.`,
    )
  );
}

/** A parser for whole numbers, ends included. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}
