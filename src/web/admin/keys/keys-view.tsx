import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { usePageServices } from '../../api/page-services.js';
import { requestErrorOf } from '../../api/request-error.js';
import { Button } from '../../components/button.js';
import { EmptyState } from '../../components/empty-state.js';
import { Notice } from '../../components/notice.js';
import { Skeleton } from '../../components/skeleton.js';
import { PageApiKeysDocument } from '../../generated/graphql.js';
import { useMessages } from '../../i18n/messages.js';
import { View } from '../../shell/view.js';
import { AdminError } from '../admin-gate.js';
import { CreateKeyDialog } from './create-key-dialog.js';
import { KeyList } from './key-list.js';
import { keysMessages } from './messages/tables.js';
import { SecretDialog, type CreatedKey } from './secret-dialog.js';
import './keys.css';

/** Who may ask the server what: keys are made and revoked. */
export function KeysView(): ReactNode {
  const words = useMessages(keysMessages);
  const { apiKey } = usePageServices().preferences;
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const [{ data, error }, ask] = useQuery({ query: PageApiKeysDocument, requestPolicy: 'cache-and-network' });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const keys = data?.apiKeys;
  const create = (
    <Button
      look="primary"
      icon="key"
      onClick={() => {
        setCreating(true);
      }}
    >
      {words.create}
    </Button>
  );
  return (
    <View
      title={words.title}
      lead={words.lead}
      {...(keys !== undefined && keys.length > 0 ? { actions: create } : {})}
    >
      {error !== undefined && <AdminError error={requestErrorOf(error)} onRetry={again} />}
      {keys === undefined && error === undefined && <Skeleton width="100%" height="10rem" />}
      {keys?.length === 0 && (
        <div className="card">
          <EmptyState icon="key" title={words.open}>
            <p className="gate-text">{words.openText}</p>
            {create}
          </EmptyState>
        </div>
      )}
      {keys !== undefined && keys.length > 0 && (
        <div className="keys">
          {!keys.some(({ role, revokedAt }) => role === 'ADMIN' && revokedAt === null) && (
            <Notice tone="warning">{words.noAdmin}</Notice>
          )}
          <KeyList keys={keys} onChanged={again} />
        </div>
      )}
      {creating && (
        <CreateKeyDialog
          first={keys?.length === 0}
          onClose={() => {
            setCreating(false);
          }}
          onCreated={(key) => {
            setCreating(false);
            setCreated(key);
          }}
        />
      )}
      {created !== null && (
        <SecretDialog
          created={created}
          onClose={() => {
            setCreated(null);
            // After the first key nobody is let in without one, and this browser would be shut out.
            if (created.first && created.role === 'ADMIN') apiKey.set(created.secret);
            else again();
          }}
        />
      )}
    </View>
  );
}
