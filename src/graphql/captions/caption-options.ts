import type { CaptionRequestOptions } from '../../captions/caption-request.js';
import { builder } from '../builder.js';
import { PriorityType } from './priority.js';

export const CaptionOptionsType = builder.inputType('CaptionOptions', {
  description: 'What this request wants different from its profile.',
  fields: (t) => ({
    profile: t.string({ description: 'Name of the profile; the active one when absent.' }),
    alternatives: t.int({
      description: 'How many further hypotheses to return: 0 to one less than the beam size. 0 when absent.',
    }),
    seed: t.int({
      description:
        'What random numbers are made from where the profile draws captions (`decoding: SAMPLE`): the same seed and picture give the same caption. Beam search draws none and takes no notice of it.',
    }),
    timeoutMs: t.int({
      description:
        'After how many milliseconds to give up: from the request on, or in a job from the beginning of each attempt.',
    }),
    priority: t.field({
      type: PriorityType,
      description: 'Who goes first. NORMAL when absent; in a job LOW.',
    }),
    reuse: t.boolean({
      description:
        'Whether the result of an identical request may be shared or taken again; true when absent. Identical means the same bytes, model and parameters.',
    }),
  }),
});

type CaptionOptions = typeof CaptionOptionsType.$inferInput;

/** What a request changes; absent and null mean the same. */
export function requestOptions(options: CaptionOptions | null | undefined): CaptionRequestOptions {
  return {
    profile: options?.profile ?? null,
    alternatives: options?.alternatives ?? null,
    seed: options?.seed ?? null,
    timeoutMs: options?.timeoutMs ?? null,
    priority: options?.priority ?? null,
    reuse: options?.reuse ?? null,
  };
}
