import { useState } from 'react';
import type { RequestError } from '../../api/request-error.js';
import {
  PageCreateProfileDocument,
  PageUpdateProfileDocument,
  type ProfileInput,
} from '../../generated/graphql.js';
import { useLanguage, useMessages } from '../../i18n/messages.js';
import { useChange } from '../use-change.js';
import { changesFrom, readDraft, type Draft } from './draft.js';
import { profilesMessages } from './messages/tables.js';
import { parameterNames, type ParameterName } from './parameters.js';
import type { ProfileValues } from './profile-values.js';

export interface ProfileFormOptions {
  readonly mode: 'create' | 'update' | 'view';
  /** What the server has, or for a new profile what counts where nothing is given. */
  readonly before: ProfileValues;
  readonly initial: Draft;
}

export interface ProfileFormState {
  readonly draft: Draft;
  /** What is said beneath a field; null: nothing is wrong, or it was not looked at yet. */
  readonly problemOf: (name: ParameterName) => string | null;
  /** Those whose value is wrong, in the order of the form. */
  readonly wrong: readonly ParameterName[];
  /** What the server refused without naming a field of the form. */
  readonly refusal: RequestError | null;
  /** How many parameters differ from what was there when the form opened. */
  readonly changed: number;
  readonly waiting: boolean;
  readonly set: (name: ParameterName, text: string) => void;
  readonly leave: (name: ParameterName) => void;
  /** @returns the name of what was saved; null where something is wrong, which is shown then */
  readonly save: () => Promise<string | null>;
}

/** A form of all parameters: refuses what the server would refuse, and shows what the server refused all the same. */
export function useProfileForm({ mode, before, initial }: ProfileFormOptions): ProfileFormState {
  const words = useMessages(profilesMessages);
  const language = useLanguage();
  const [draft, setDraft] = useState(initial);
  const [looked, setLooked] = useState<ReadonlySet<ParameterName>>(new Set());
  const [refused, setRefused] = useState<RequestError | null>(null);
  const create = useChange(PageCreateProfileDocument);
  const update = useChange(PageUpdateProfileDocument);
  const { values, problems } = readDraft(draft);
  const refusedField = refused === null ? null : fieldOf(refused);
  const save = async (): Promise<string | null> => {
    setLooked(new Set(parameterNames));
    if (values === null) return null;
    const input = changesFrom(before, values) as ProfileInput;
    const { error } =
      mode === 'create'
        ? await create.send({ input: { ...input, name: values.name } }, words.created(values.name))
        : await update.send({ name: before.name, input }, words.saved(values.name));
    setRefused(error);
    return error === null ? values.name : null;
  };
  return {
    draft,
    wrong: parameterNames.filter((name) => problems[name] !== undefined || refusedField === name),
    problemOf: (name) => {
      if (refused !== null && refusedField === name) return refused.message;
      return looked.has(name) ? (problems[name]?.[language] ?? null) : null;
    },
    refusal: refusedField === null ? refused : null,
    changed: parameterNames.filter((name) => draft[name] !== initial[name]).length,
    waiting: create.waiting || update.waiting,
    set: (name, text) => {
      setDraft((current) => ({ ...current, [name]: text }));
      setRefused(null);
    },
    leave: (name) => {
      setLooked((current) => new Set([...current, name]));
    },
    save,
  };
}

/** The parameter that a refusal is about. */
function fieldOf({ argumentPath }: RequestError): ParameterName | null {
  const last = argumentPath?.at(-1);
  return parameterNames.find((name) => name === last) ?? null;
}
