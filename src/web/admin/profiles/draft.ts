import type { Wording } from '../../../errors/wording.js';
import { outOfRange } from '../../../messages/about-options.js';
import { badDeviceIds, badName } from '../../../messages/about-profiles.js';
import { parameterNames, ruleOf, type NumberRule, type ParameterName } from './parameters.js';
import { findContradiction, type ProfileValues } from './profile-values.js';

/** What is typed and chosen in the form; an empty text stands for null. */
export type Draft = Readonly<Record<ParameterName, string>>;

/** What is wrong with each parameter. */
export type Problems = Readonly<Partial<Record<ParameterName, Wording>>>;

type Value = ProfileValues[ParameterName];
type Read = { readonly value: Value } | { readonly problem: Wording };

/** Largest index of a GPU. */
const largestDeviceId = 63;

/** Letters of any script, as the server has it in profiles/profile-parameters. */
const namePattern = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]{0,62}[\p{L}\p{M}\p{N}])?$/u;

export function draftOf(values: ProfileValues): Draft {
  return Object.fromEntries(parameterNames.map((name) => [name, textOf(values[name])])) as Draft;
}

function textOf(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

export interface DraftReading {
  /** Null where something is wrong. */
  readonly values: ProfileValues | null;
  readonly problems: Problems;
}

/** What the form says, or everything that the server would refuse of it. */
export function readDraft(draft: Draft): DraftReading {
  const values: Partial<Record<ParameterName, Value>> = {};
  const problems: Partial<Record<ParameterName, Wording>> = {};
  for (const name of parameterNames) {
    const read = readParameter(name, draft[name]);
    if ('problem' in read) problems[name] = read.problem;
    else values[name] = read.value;
  }
  if (Object.keys(problems).length > 0) return { values: null, problems };
  // Each was read by its own rule.
  const complete = values as unknown as ProfileValues;
  const contradiction = findContradiction(complete);
  return contradiction === null
    ? { values: complete, problems }
    : { values: null, problems: { [contradiction.parameter]: contradiction.wording } };
}

/** What differs from `before`, as the API takes it. */
export function changesFrom(before: ProfileValues, values: ProfileValues): Partial<ProfileValues> {
  const changed = parameterNames.filter((name) => textOf(values[name]) !== textOf(before[name]));
  return Object.fromEntries(changed.map((name) => [name, values[name]]));
}

function readParameter(name: ParameterName, text: string): Read {
  const rule = ruleOf(name);
  switch (rule.kind) {
    case 'TEXT':
      return readText(name, text.trim().normalize('NFC'));
    case 'CHOICE':
      return { value: text };
    case 'SWITCH':
      return { value: text === 'true' };
    case 'DEVICE_IDS':
      return readDeviceIds(text);
    case 'NUMBER':
      return readNumber(name, rule, text.trim());
  }
}

function readText(name: ParameterName, text: string): Read {
  return name === 'name' && !namePattern.test(text) ? { problem: badName() } : { value: text };
}

function readDeviceIds(text: string): Read {
  const ids = text
    .split(/[\s,，]+/)
    .filter((part) => part !== '')
    .map(Number);
  const valid = ids.every((id) => Number.isInteger(id) && id >= 0 && id <= largestDeviceId);
  if (!valid || new Set(ids).size !== ids.length) return { problem: badDeviceIds() };
  return { value: ids.sort((one, other) => one - other) };
}

function readNumber(name: ParameterName, rule: NumberRule, text: string): Read {
  if (text === '') return rule.nullable ? { value: null } : { problem: numberMissing(name, rule) };
  const value = Number(text);
  if (Number.isNaN(value)) return { problem: numberMissing(name, rule) };
  const within = value >= rule.min && value <= rule.max && (!rule.integer || Number.isInteger(value));
  return within ? { value } : { problem: outOfRange(name, rule, value) };
}

function numberMissing(name: ParameterName, { min, max, integer }: NumberRule): Wording {
  return {
    en: `${name} must be ${integer ? 'a whole number' : 'a number'} from ${min} to ${max}.`,
    zh: `${name} 必须是 ${min} 到 ${max} 之间的${integer ? '整数' : '数'}。`,
  };
}
