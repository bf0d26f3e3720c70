import { CodedError } from '../../errors/coded-error.js';
import type { WordedError } from '../../messages/message-in.js';
import type { CaptionRow } from '../../storage/caption-records.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors/error-interface.js';
import { CaptionType } from './caption.js';

/** A caption that was stored and is without a text. */
export class CaptionFailedError extends CodedError {
  constructor(
    error: WordedError,
    readonly caption: CaptionRow,
  ) {
    super(error.code, error.wording ?? error.message);
  }
}

builder.objectType(CaptionFailedError, {
  name: 'CaptionFailed',
  description: 'The caption was stored and ended without a text.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    retryable: t.exposeBoolean('retryable', {
      description: 'Whether the same request may succeed when it is simply sent again.',
    }),
    caption: t.expose('caption', {
      type: CaptionType,
      nullable: true,
      description:
        'The stored caption: FAILED or CANCELED, or waiting for the next start of a server that stops.',
    }),
  }),
});
