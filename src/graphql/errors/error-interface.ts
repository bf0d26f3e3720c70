import type { PlainError } from '../../errors/coded-error.js';
import { messageIn } from '../../messages/message-in.js';
import { builder } from '../builder.js';
import { ErrorCodeType } from './error-code.js';

export const ErrorInterface = builder.interfaceRef<PlainError>('Error').implement({
  description: 'A reason why something was not done, as part of an answer.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeType, description: 'What went wrong.' }),
    message: t.string({
      description: 'What went wrong and what to do about it, in the language of the client.',
      resolve: (error, _args, { language }) => messageIn(language, error),
    }),
  }),
});
