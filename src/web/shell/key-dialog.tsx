import { useState, type ReactNode } from 'react';
import { usePageServices } from '../api/page-services.js';
import { useAnnounce } from '../components/announcer.js';
import { Button } from '../components/button.js';
import { Dialog } from '../components/dialog.js';
import { TextField } from '../components/text-field.js';
import { useMessages } from '../i18n/messages.js';
import { useValue } from '../preferences/value.js';
import { shellMessages } from './messages/tables.js';

export interface KeyDialogProps {
  /** Whether the server asked for it. */
  readonly wanted: boolean;
  readonly onClose: () => void;
}

/** Takes a key and keeps it, or forgets it. */
export function KeyDialog({ wanted, onClose }: KeyDialogProps): ReactNode {
  const words = useMessages(shellMessages);
  const announce = useAnnounce();
  const { apiKey } = usePageServices().preferences;
  const known = useValue(apiKey) !== null;
  const [entered, setEntered] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const use = (): void => {
    const key = entered.trim();
    if (key === '') {
      setProblem(words.keyEmpty);
      return;
    }
    apiKey.set(key);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.keyDialogTitle}
      description={wanted ? words.keyWanted : words.keyStored}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          use();
        }}
      >
        <TextField
          label={words.keyField}
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={entered}
          problem={problem}
          {...(wanted ? { hint: words.keyStored } : {})}
          onText={(text) => {
            setEntered(text);
            setProblem(null);
          }}
        />
        <div className="dialog-actions">
          {known && (
            <Button
              icon="delete"
              onClick={() => {
                apiKey.set(null);
                announce(words.keyForgotten);
                onClose();
              }}
            >
              {words.forgetKey}
            </Button>
          )}
          <Button look="primary" submits>
            {words.useKey}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
