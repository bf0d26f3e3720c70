import type { ReactNode } from 'react';
import { usePageServices } from '../api/page-services.js';
import type { RequestError } from '../api/request-error.js';
import { Button } from '../components/button.js';
import { EmptyState } from '../components/empty-state.js';
import { ErrorNotice } from '../components/notice.js';
import { useMessages } from '../i18n/messages.js';
import { adminMessages } from './messages/tables.js';

/** Whether only another key helps. */
export function needsAdmin({ code }: RequestError): boolean {
  return code === 'FORBIDDEN' || code === 'UNAUTHENTICATED';
}

/** Says that the key of an admin is needed, and takes one. */
export function AdminGate({ error }: { readonly error: RequestError }): ReactNode {
  const words = useMessages(adminMessages);
  const { keyWanted } = usePageServices();
  return (
    <div className="card">
      <EmptyState icon="key" title={words.gateTitle}>
        <p className="gate-text">{error.code === 'FORBIDDEN' ? words.gateForbidden : words.gateUnknown}</p>
        <p className="gate-text">{words.gateHow}</p>
        <code className="gate-command">ofa-caption keys create --role admin --name NAME</code>
        <Button
          look="primary"
          icon="key"
          onClick={() => {
            keyWanted.set(true);
          }}
        >
          {words.enterKey}
        </Button>
      </EmptyState>
    </div>
  );
}

/** What a request of this view failed for: a key is asked for where that helps. */
export function AdminError(props: { readonly error: RequestError; readonly onRetry: () => void }): ReactNode {
  return needsAdmin(props.error) ? <AdminGate error={props.error} /> : <ErrorNotice {...props} />;
}
