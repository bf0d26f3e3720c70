import { InvalidInputError } from '../errors/invalid-input-error.js';

export const hubKinds = ['modelscope', 'huggingface'] as const;
export type HubKind = (typeof hubKinds)[number];

export const hubNames: Readonly<Record<HubKind, string>> = {
  modelscope: 'ModelScope',
  huggingface: 'Hugging Face',
};

/** What both hubs call the newest version of a model unless told otherwise. */
const defaultRevisions: Readonly<Record<HubKind, string>> = { modelscope: 'master', huggingface: 'main' };

/** A model as one hub publishes it. */
export interface HubModel {
  readonly hub: HubKind;
  /** `owner/name`. */
  readonly id: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
}

/**
 * @param revision the newest version when absent
 * @throws InvalidInputError when id or revision cannot be one
 */
export function hubModel(hub: HubKind, id: string, revision: string | undefined): HubModel {
  if (!/^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/.test(id) || id.includes('..')) {
    throw new InvalidInputError(
      `“${id}” is no model id. Give owner/name as the hub shows it, for example OFA-Sys/ofa-tiny, or a short name; ` +
        '`ofa-caption models pull --help` lists them.',
    );
  }
  const wanted = revision ?? defaultRevisions[hub];
  if (!/^[A-Za-z0-9][\w./-]{0,199}$/.test(wanted) || wanted.includes('..')) {
    throw new InvalidInputError(`“${wanted}” is no revision. Give a branch, a tag or a commit.`);
  }
  return { hub, id, revision: wanted };
}
