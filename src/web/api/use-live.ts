import type { TypedDocumentNode } from '@urql/core';
import { useEffect, useState } from 'react';
import { usePageServices } from './page-services.js';
import type { RequestError } from './request-error.js';

export interface Live<Data> {
  /** The last that came; null before the first. */
  readonly data: Data | null;
  readonly error: RequestError | null;
}

/** Watches a subscription for as long as the component is shown. Other variables begin another one. */
export function useLive<Data, Variables extends Readonly<Record<string, unknown>>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Live<Data> {
  const { live } = usePageServices();
  const [state, setState] = useState<Live<Data>>({ data: null, error: null });
  const key = JSON.stringify(variables);
  useEffect(
    () =>
      live.watch(document, () => JSON.parse(key) as Variables, {
        next: (data) => {
          setState({ data, error: null });
        },
        failed: (error) => {
          setState(({ data }) => ({ data, error }));
        },
        complete: () => undefined,
      }),
    [live, document, key],
  );
  return state;
}
