import { InvalidInputError } from '../errors/invalid-input-error.js';
import { hubKinds, hubNames, hubModel, type HubKind, type HubModel } from './hub-model.js';

/** A published checkpoint. */
export interface PublishedModel {
  readonly id: string;
  /** Whether it was fine-tuned for captions; the others are pre-trained on many tasks and caption worse. */
  readonly tuned: boolean;
}

export interface KnownModel {
  readonly name: string;
  readonly at: Readonly<Partial<Record<HubKind, PublishedModel>>>;
}

const tuned = (id: string): PublishedModel => ({ id, tuned: true });
const pretrained = (id: string): PublishedModel => ({ id, tuned: false });

/**
 * OFA's English models, the smallest first, under the ids that the OFA repository's README (table of ModelScope models) and the
 * archive lists of its `configuration_ofa.py` and tokenizer name.
 */
export const knownModels: readonly KnownModel[] = [
  { name: 'distilled', at: { modelscope: tuned('damo/ofa_image-caption_coco_distilled_en') } },
  {
    name: 'tiny',
    at: { modelscope: pretrained('damo/ofa_pretrain_tiny_en'), huggingface: pretrained('OFA-Sys/ofa-tiny') },
  },
  {
    name: 'medium',
    at: {
      modelscope: pretrained('damo/ofa_pretrain_medium_en'),
      huggingface: pretrained('OFA-Sys/ofa-medium'),
    },
  },
  {
    name: 'base',
    at: { modelscope: pretrained('damo/ofa_pretrain_base_en'), huggingface: pretrained('OFA-Sys/ofa-base') },
  },
  {
    name: 'large',
    at: {
      modelscope: tuned('damo/ofa_image-caption_coco_large_en'),
      huggingface: tuned('OFA-Sys/ofa-large-caption'),
    },
  },
  {
    name: 'huge',
    at: {
      modelscope: tuned('damo/ofa_image-caption_coco_huge_en'),
      huggingface: pretrained('OFA-Sys/ofa-huge'),
    },
  },
];

/** Owners that publish at ModelScope; other ids are taken for Hugging Face's. */
const modelScopeOwners = ['damo/', 'iic/'];

/**
 * Which model somebody means by a short name or an id.
 *
 * @param hub where it is looked for; by default where the short name or the owner lives
 * @throws InvalidInputError when the hub has no such short name, or id or revision cannot be one
 */
export function findHubModel(
  nameOrId: string,
  hub: HubKind | undefined,
  revision: string | undefined,
): HubModel {
  const known = knownModels.find(({ name }) => name === nameOrId);
  if (known === undefined) {
    const atModelScope = modelScopeOwners.some((owner) => nameOrId.startsWith(owner));
    return hubModel(hub ?? (atModelScope ? 'modelscope' : 'huggingface'), nameOrId, revision);
  }
  const place = hub ?? hubKinds.find((kind) => known.at[kind] !== undefined);
  const published = place === undefined ? undefined : known.at[place];
  if (place === undefined || published === undefined) {
    const elsewhere = hubKinds.filter((kind) => known.at[kind] !== undefined);
    throw new InvalidInputError(
      `No id of “${known.name}” is known at ${hub === undefined ? 'any hub' : hubNames[hub]}. ` +
        `Leave out --from, or say --from ${elsewhere.join(' or --from ')}.`,
    );
  }
  return hubModel(place, published.id, revision);
}

/** Whether a model was tuned for captions; null for one that is not known here. */
export function isTuned({ hub, id }: Pick<HubModel, 'hub' | 'id'>): boolean | null {
  // ModelScope moved `damo` to `iic` and answers under both.
  const names = [id, id.replace(/^iic\//, 'damo/')];
  return (
    knownModels.map(({ at }) => at[hub]).find((model) => model !== undefined && names.includes(model.id))
      ?.tuned ?? null
  );
}
