import type { ErrorReader } from '../../graphql/errors/contract-error.js';
import type { Caller } from './caller.js';

/** How the errors of an operation reach its caller: in its language, with what is only for the log in the log. */
export function errorReader({ language, log }: Pick<Caller, 'language' | 'log'>): ErrorReader {
  return {
    language,
    report: (unexpected) => {
      log.error({ err: unexpected }, 'unexpected error');
    },
  };
}
