import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { shellMessages } from '../shell/messages/tables.js';
import { Button } from './button.js';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What will be lost. */
  readonly description: string;
  /** What the button does, such as `Delete`. */
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is lost; nothing but an answer closes it. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { open, title, description, action, onConfirm, onClose } = props;
  const words = useMessages(shellMessages);
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-description">{description}</AlertDialog.Description>
          <div className="dialog-actions">
            <AlertDialog.Close className="button button-plain">{words.cancel}</AlertDialog.Close>
            <Button
              look="danger"
              onClick={() => {
                onConfirm();
                onClose();
              }}
            >
              {action}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
