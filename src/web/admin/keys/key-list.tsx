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

export interface KeyListProps {
  readonly keys: readonly PageApiKeyFragment[];
  readonly onChanged: () => void;
}

/** All keys; those that are valid can be revoked. */
export function KeyList({ keys, onChanged }: KeyListProps): ReactNode {
  return (
    <ul className="card key-list">
      {keys.map((key) => (
        <KeyRow key={key.id} apiKey={key} onChanged={onChanged} />
      ))}
    </ul>
  );
}

function KeyRow(props: { readonly apiKey: PageApiKeyFragment; readonly onChanged: () => void }): ReactNode {
  const { apiKey, onChanged } = props;
  const words = useMessages(keysMessages);
  const { dateTime } = useFormats();
  const { name, role, createdAt, lastUsedAt, revokedAt } = apiKey;
  return (
    <li className={revokedAt === null ? 'key-row' : 'key-row key-revoked'}>
      <div className="key-text">
        <h2 className="key-name">
          {name}
          <Badge tone={role === 'ADMIN' && revokedAt === null ? 'accent' : 'plain'}>
            {words.roles[role]}
          </Badge>
          {revokedAt !== null && <Badge tone="bad">{words.revokedState}</Badge>}
        </h2>
        <p className="soft">
          {[
            words.createdAt(dateTime(createdAt)),
            lastUsedAt === null ? words.neverUsed : words.lastUsedAt(dateTime(lastUsedAt)),
            ...(revokedAt === null ? [] : [words.revokedAt(dateTime(revokedAt))]),
          ].join(' · ')}
        </p>
      </div>
      {revokedAt === null && <RevokeButton apiKey={apiKey} onChanged={onChanged} />}
    </li>
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
