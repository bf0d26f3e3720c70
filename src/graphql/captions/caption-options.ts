import type { CaptionRequestOptions } from '../../captions/caption-request.js';
import { builder } from '../builder.js';

export const CaptionOptionsType = builder.inputType('CaptionOptions', {
  description: 'What this request wants different from its profile.',
  fields: (t) => ({
    profile: t.string({ description: 'Name of the profile; the active one when absent.' }),
    alternatives: t.int({
      description: 'How many further hypotheses to return: 0 to one less than the beam size. 0 when absent.',
    }),
    timeoutMs: t.int({ description: 'After how many milliseconds to give up.' }),
  }),
});

type CaptionOptions = typeof CaptionOptionsType.$inferInput;

/** What a request changes; absent and null mean the same. */
export function requestOptions(options: CaptionOptions | null | undefined): CaptionRequestOptions {
  return {
    profile: options?.profile ?? null,
    alternatives: options?.alternatives ?? null,
    timeoutMs: options?.timeoutMs ?? null,
  };
}
