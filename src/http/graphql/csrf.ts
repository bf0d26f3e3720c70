import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { CodedError } from '../../errors/coded-error.js';
import { preflightHeaderMissing } from '../../messages/about-requests.js';

/** A browser sends none of these to another site without asking it first. */
const requestHeaders = ['x-graphql-yoga-csrf', 'graphql-require-preflight', 'apollo-require-preflight'];

/** Refuses what a page of another site could send, with a message that names what is missing. */
export function useCsrfHeaders(): Plugin {
  const { onRequestParse } = useCSRFPrevention({ requestHeaders });
  return {
    onRequestParse: (payload) => {
      try {
        return onRequestParse?.(payload);
      } catch {
        const refusal = new CodedError('FORBIDDEN', preflightHeaderMissing(requestHeaders));
        throw new GraphQLError(refusal.message, { originalError: refusal });
      }
    },
  };
}
