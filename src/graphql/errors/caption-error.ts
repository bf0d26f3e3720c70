import type { PlainError } from '../../errors/coded-error.js';
import { errorTraits, isErrorCode } from '../../errors/error-code.js';
import { messageIn } from '../../messages/message-in.js';
import { builder } from '../builder.js';
import { ErrorCodeType } from './error-code.js';

/** The error in the columns of a stored row; a code that this version does not know is INTERNAL. */
export function storedError(code: string, message: string | null): PlainError {
  return isErrorCode(code) ? { code, message: message ?? '' } : { code: 'INTERNAL', message: message ?? '' };
}

export const CaptionErrorType = builder.objectRef<PlainError>('CaptionError').implement({
  description: 'Why a caption or a run did not succeed.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeType, description: 'What went wrong.' }),
    message: t.string({
      description: 'What went wrong and what to do about it, in the language of the client.',
      resolve: (error, _args, { language }) => messageIn(language, error),
    }),
    retryable: t.boolean({
      description: 'Whether the same request may succeed when it is simply sent again.',
      resolve: ({ code }) => errorTraits[code].retryable,
    }),
  }),
});
