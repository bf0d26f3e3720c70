import { useEffect, useState } from 'react';
import { graphqlPath } from '../api/create-client.js';

/** Whether the server has GraphiQL: in production it does not. */
export function useGraphiql(): boolean {
  const [served, setServed] = useState(false);
  useEffect(() => {
    const over = new AbortController();
    fetch(graphqlPath, { headers: { accept: 'text/html' }, signal: over.signal }).then(
      ({ ok }) => {
        setServed(ok);
        // The status says it all; the page itself is large.
        over.abort();
      },
      () => undefined,
    );
    return () => {
      over.abort();
    };
  }, []);
  return served;
}
