import { useState, type ReactNode } from 'react';
import type { RequestError } from '../../api/request-error.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { Notice, useErrorWords } from '../../components/notice.js';
import { TextField } from '../../components/text-field.js';
import { PageCreateApiKeyDocument, type Role } from '../../generated/graphql.js';
import { useMessages } from '../../i18n/messages.js';
import { useChange } from '../use-change.js';
import { keysMessages } from './messages/tables.js';
import type { CreatedKey } from './secret-dialog.js';

export interface CreateKeyDialogProps {
  /** Whether there is no key yet, and so everybody is let in. */
  readonly first: boolean;
  readonly onClose: () => void;
  readonly onCreated: (key: CreatedKey) => void;
}

const roles: readonly Role[] = ['CLIENT', 'ADMIN'];

/** Asks for name and role of a new key. */
export function CreateKeyDialog({ first, onClose, onCreated }: CreateKeyDialogProps): ReactNode {
  const words = useMessages(keysMessages);
  const errorWords = useErrorWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(first ? 'ADMIN' : 'CLIENT');
  const [problem, setProblem] = useState<RequestError | null>(null);
  const { waiting, send } = useChange(PageCreateApiKeyDocument);
  const create = async (): Promise<void> => {
    const { data, error } = await send({ name: name.trim(), role }, words.created(name.trim()));
    setProblem(error);
    if (data === null) return;
    const { apiKey, secret } = data.createApiKey;
    onCreated({ name: apiKey.name, role: apiKey.role, secret, first });
  };
  return (
    <Dialog open onClose={onClose} title={words.create}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        {first && <Notice tone="warning">{role === 'ADMIN' ? words.firstKey : words.firstKeyClient}</Notice>}
        <TextField
          label={words.name}
          hint={words.nameHint}
          autoComplete="off"
          required
          value={name}
          problem={problem === null ? null : errorWords(problem)}
          onText={(text) => {
            setName(text);
            setProblem(null);
          }}
        />
        <fieldset className="choices">
          <legend className="field-label">{words.role}</legend>
          {roles.map((choice) => (
            <label key={choice} className="choice">
              <input
                type="radio"
                name="role"
                value={choice}
                checked={choice === role}
                onChange={() => {
                  setRole(choice);
                }}
              />
              <span>
                <strong>{words.roles[choice]}</strong>
                <span className="choice-text">{words.roleTexts[choice]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div className="dialog-actions">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" submits waiting={waiting}>
            {words.createIt}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
