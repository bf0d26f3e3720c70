import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { RequestError, requestErrorOf } from '../api/request-error.js';
import { useAnnounce } from '../components/announcer.js';
import { useErrorWords } from '../components/notice.js';

export type Outcome<Data> =
  { readonly data: Data; readonly error: null } | { readonly data: null; readonly error: RequestError };

export interface Change<Data, Variables> {
  /** Whether the answer is being waited for. */
  readonly waiting: boolean;
  /** Sends it, and announces what came of it. @param done what is said when it worked */
  readonly send: (variables: Variables, done: string) => Promise<Outcome<Data>>;
}

/** A mutation whose success and failure are told. */
export function useChange<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Change<Data, Variables> {
  const client = useClient();
  const announce = useAnnounce();
  const errorWords = useErrorWords();
  const [waiting, setWaiting] = useState(false);
  const send = useCallback(
    async (variables: Variables, done: string): Promise<Outcome<Data>> => {
      setWaiting(true);
      const { data, error } = await client.mutation(document, variables).toPromise();
      setWaiting(false);
      if (error !== undefined || data === undefined) {
        const failure = error === undefined ? new RequestError('NETWORK', '') : requestErrorOf(error);
        announce(errorWords(failure));
        return { data: null, error: failure };
      }
      announce(done);
      return { data, error: null };
    },
    [client, document, announce, errorWords],
  );
  return { waiting, send };
}
