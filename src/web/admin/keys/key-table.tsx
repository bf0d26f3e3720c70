import { useState, type ReactNode } from 'react';
import { Badge } from '../../components/badge.js';
import { Button } from '../../components/button.js';
import { ConfirmDialog } from '../../components/confirm-dialog.js';
import { PageRevokeApiKeyDocument, type PageApiKeyFragment } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { focusTitle } from '../focus-title.js';
import { useChange } from '../use-change.js';
import { keysMessages } from './messages/tables.js';

export interface KeyTableProps {
  readonly keys: readonly PageApiKeyFragment[];
  readonly onChanged: () => void;
}

/** All keys; those that are valid can be revoked. */
export function KeyTable({ keys, onChanged }: KeyTableProps): ReactNode {
  const words = useMessages(keysMessages);
  return (
    <div className="card table-scroll" role="group" tabIndex={0} aria-label={words.title}>
      <table className="table key-table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.createdAt}</th>
            <th scope="col">{words.lastUsedAt}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onChanged={onChanged} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KeyRow(props: { readonly apiKey: PageApiKeyFragment; readonly onChanged: () => void }): ReactNode {
  const { apiKey, onChanged } = props;
  const words = useMessages(keysMessages);
  const { dateTime } = useFormats();
  const { name, role, createdAt, lastUsedAt, revokedAt } = apiKey;
  return (
    <tr className={revokedAt === null ? undefined : 'key-revoked'}>
      <th scope="row">{name}</th>
      <td>
        <Badge tone={role === 'ADMIN' ? 'accent' : 'plain'}>{words.roles[role]}</Badge>
      </td>
      <td>{dateTime(createdAt)}</td>
      <td>{lastUsedAt === null ? words.never : dateTime(lastUsedAt)}</td>
      <td>
        {revokedAt === null ? (
          <RevokeButton apiKey={apiKey} onChanged={onChanged} />
        ) : (
          words.revokedAt(dateTime(revokedAt))
        )}
      </td>
    </tr>
  );
}

function RevokeButton(props: {
  readonly apiKey: PageApiKeyFragment;
  readonly onChanged: () => void;
}): ReactNode {
  const { id, name } = props.apiKey;
  const words = useMessages(keysMessages);
  const [asking, setAsking] = useState(false);
  const { waiting, send } = useChange(PageRevokeApiKeyDocument);
  const revoke = async (): Promise<void> => {
    const { error } = await send({ id }, words.revoked(name));
    if (error !== null) return;
    focusTitle();
    props.onChanged();
  };
  return (
    <>
      <Button
        waiting={waiting}
        aria-label={`${words.revoke} ${name}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.revoke}
      </Button>
      <ConfirmDialog
        open={asking}
        title={words.revokeTitle(name)}
        description={words.revokeText}
        action={words.revoke}
        onConfirm={() => void revoke()}
        onClose={() => {
          setAsking(false);
        }}
      />
    </>
  );
}
