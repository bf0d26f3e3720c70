import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { shellMessages } from '../shell/messages/tables.js';
import { Icon } from './icons.js';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly wide?: boolean;
  /** Whether it stays when somebody presses beside it: what it shows would be lost. */
  readonly staysOpen?: boolean;
  readonly children: ReactNode;
}

/** A window over the page: holds the focus, and closes with Escape, its button or a press beside it. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  wide = false,
  staysOpen = false,
  children,
}: DialogProps): ReactNode {
  const words = useMessages(shellMessages);
  return (
    <BaseDialog.Root
      open={open}
      disablePointerDismissal={staysOpen}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="dialog-backdrop" />
        <BaseDialog.Popup className={wide ? 'dialog dialog-wide' : 'dialog'}>
          <header className="dialog-header">
            <BaseDialog.Title className="dialog-title">{title}</BaseDialog.Title>
            <BaseDialog.Close
              className="button button-quiet button-icon"
              aria-label={words.close}
              title={words.close}
            >
              <Icon name="cancel" size={18} />
            </BaseDialog.Close>
          </header>
          {description !== undefined && (
            <BaseDialog.Description className="dialog-description">{description}</BaseDialog.Description>
          )}
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
