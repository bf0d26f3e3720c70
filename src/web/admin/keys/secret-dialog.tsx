import { useId, useState, type ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { CopyButton } from '../../components/copy-button.js';
import { Dialog } from '../../components/dialog.js';
import { Notice } from '../../components/notice.js';
import type { Role } from '../../generated/graphql.js';
import { useMessages } from '../../i18n/messages.js';
import { keysMessages } from './messages/tables.js';

export interface CreatedKey {
  readonly name: string;
  readonly role: Role;
  readonly secret: string;
  /** Whether it was the first one. */
  readonly first: boolean;
}

export interface SecretDialogProps {
  readonly created: CreatedKey;
  readonly onClose: () => void;
}

/** Shows the secret of a new key, this once. */
export function SecretDialog({ created, onClose }: SecretDialogProps): ReactNode {
  const words = useMessages(keysMessages);
  const id = useId();
  const [shown, setShown] = useState(true);
  const close = (): void => {
    setShown(false);
    onClose();
  };
  return (
    <Dialog
      open={shown}
      onClose={close}
      staysOpen
      title={words.secretTitle(created.name)}
      description={words.secretText}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {words.secret}
        </label>
        <div className="command">
          <input
            id={id}
            className="input secret"
            readOnly
            value={created.secret}
            onFocus={({ target }) => {
              target.select();
            }}
          />
          <CopyButton label={words.copy} text={() => created.secret} />
        </div>
      </div>
      {created.first && (
        <Notice tone={created.role === 'ADMIN' ? 'good' : 'warning'}>
          {created.role === 'ADMIN' ? words.usedHere : words.shutOut}
        </Notice>
      )}
      <div className="dialog-actions">
        <Button look="primary" onClick={close}>
          {words.stored}
        </Button>
      </div>
    </Dialog>
  );
}
