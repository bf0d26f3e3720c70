import { InvalidArgumentError, Option, type Command } from 'commander';
import { parameterMeanings } from '../profiles/parameter-meanings.js';
import {
  isWithin,
  largestDeviceId,
  parameterRules,
  type NumberRule,
  type ParameterRule,
} from '../profiles/parameter-rules.js';
import { areDeviceIds } from '../profiles/profile-parameters.js';
import {
  overridableParameters,
  type OverridableParameter,
  type ProfileOverrides,
} from '../profiles/profile-overrides.js';
import { addSwitch, environmentVariable } from './options.js';

const heading = 'Profile parameters (each overrides every profile; --no-… turns a switch off):';

/** Parameters with an option that reads as they do; the model's option takes directories too, and is not added here. */
type OptionParameter = Exclude<OverridableParameter, 'model'>;

const optionParameters = overridableParameters.filter(
  (parameter): parameter is OptionParameter => parameter !== 'model',
);

/** What is for serving only: who captions files waits for nobody and is not watched. */
const servingOnly: readonly OptionParameter[] = ['maxBatchDelayMs', 'timeoutMs', 'queueSize', 'monitoring'];

export const captioningParameters = optionParameters.filter((name) => !servingOnly.includes(name));

/** The variable that the tools around OFA know already. */
const forceCudaVariable = 'FORCE_CUDA';

type ValueRule = Exclude<ParameterRule, { kind: 'SWITCH' }>;

/** Commander takes null for no value at all. */
interface Given {
  readonly value: unknown;
}

/** Adds an option with its environment variable for each of these parameters. */
export function addProfileOptions(
  command: Command,
  parameters: readonly OptionParameter[] = optionParameters,
): Command {
  for (const parameter of parameters) {
    const rule = parameterRules[parameter];
    const description = parameterMeanings[parameter];
    const flag = flagOf(parameter);
    if (rule.kind === 'SWITCH') {
      const also = parameter === 'forceCuda' ? { alsoOnBy: forceCudaVariable } : {};
      addSwitch(command, { flag, description, group: heading, ...also });
    } else {
      command.addOption(valueOption(flag, description, rule));
    }
  }
  return command;
}

/** What the command line and the environment set for every profile, but for the model; the former beats the latter. */
export function profileOverrides(command: Command): ProfileOverrides {
  const overrides = optionParameters.flatMap((parameter) => {
    const flag = flagOf(parameter);
    const option = command.options.find(({ long }) => long === flag);
    if (option === undefined) return [];
    const given: unknown = command.getOptionValue(option.attributeName());
    if (given === undefined) return [];
    const value = isGiven(given) ? given.value : given;
    const fromCommandLine = command.getOptionValueSource(option.attributeName()) === 'cli';
    const used = value === false ? flag.replace(/^--/, '--no-') : flag;
    return [[parameter, { value, source: fromCommandLine ? used : variableOf(parameter) }] as const];
  });
  return Object.fromEntries(overrides);
}

/** `--max-batch-delay-ms` of `maxBatchDelayMs`. */
function flagOf(parameter: OptionParameter): string {
  const words = parameter.replace('MiB', 'Mib').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `--${words}`;
}

function variableOf(parameter: OptionParameter): string {
  const own = environmentVariable(flagOf(parameter));
  return parameter === 'forceCuda' && (process.env[own] ?? '') === '' ? forceCudaVariable : own;
}

function valueOption(flag: string, description: string, rule: ValueRule): Option {
  const option = new Option(`${flag} <${placeholder(rule)}>`, inWords(description))
    .env(environmentVariable(flag))
    .helpGroup(heading)
    .argParser((text): Given => ({ value: parseValue(text, rule) }));
  // Not every option that begins with --no- turns another one off.
  option.negate = false;
  return option;
}

/** The words of the command line for what has another name in the API. */
function inWords(description: string): string {
  return description.replace('null:', 'none:').replace('empty:', 'all:');
}

function placeholder(rule: ValueRule): string {
  switch (rule.kind) {
    case 'NUMBER':
      return rule.nullable ? 'n|none' : 'n';
    case 'CHOICE':
      return rule.values.join('|');
    case 'DEVICE_IDS':
      return 'n,…|all';
    case 'TEXT':
      return 'text';
  }
}

/** @throws InvalidArgumentError saying what is accepted */
function parseValue(text: string, rule: ValueRule): string | number | number[] | null {
  switch (rule.kind) {
    case 'NUMBER':
      return parseNumber(text, rule);
    case 'CHOICE': {
      const choice = rule.values.find((value) => value === text.toUpperCase());
      if (choice !== undefined) return choice;
      throw new InvalidArgumentError(`It must be one of ${rule.values.join(', ')}.`);
    }
    case 'DEVICE_IDS':
      return parseDeviceIds(text);
    case 'TEXT':
      return text;
  }
}

function parseNumber(text: string, rule: NumberRule): number | null {
  if (rule.nullable && text.toLowerCase() === 'none') return null;
  const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (isWithin(rule, value)) return value;
  const kind = rule.integer ? 'a whole number' : 'a number';
  const orNone = rule.nullable ? ', or none' : '';
  throw new InvalidArgumentError(`It must be ${kind} from ${rule.min} to ${rule.max}${orNone}.`);
}

function parseDeviceIds(text: string): number[] {
  if (text.toLowerCase() === 'all') return [];
  const ids = text.split(',').map((id) => (/^\d+$/.test(id.trim()) ? Number(id) : NaN));
  if (areDeviceIds(ids)) return ids.sort((one, other) => one - other);
  throw new InvalidArgumentError(
    `It must be different whole numbers from 0 to ${largestDeviceId} with commas between them, or all.`,
  );
}

function isGiven(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && 'value' in value;
}
