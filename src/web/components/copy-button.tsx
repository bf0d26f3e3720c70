import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { shellMessages } from '../shell/messages/tables.js';
import { useAnnounce } from './announcer.js';
import { Button, IconButton, type ButtonProps } from './button.js';
import { copyText } from './copy-text.js';

export interface CopyButtonProps extends Pick<ButtonProps, 'look' | 'disabled'> {
  readonly label: string;
  /** Asked for when it is pressed. */
  readonly text: () => string;
  readonly iconOnly?: boolean;
}

/** Copies a text and says so. */
export function CopyButton({ label, text, iconOnly = false, ...rest }: CopyButtonProps): ReactNode {
  const words = useMessages(shellMessages);
  const announce = useAnnounce();
  const copy = (): void => {
    void copyText(text()).then((copied) => {
      announce(copied ? words.copied : words.notCopied);
    });
  };
  return iconOnly ? (
    <IconButton {...rest} icon="copy" label={label} onClick={copy} />
  ) : (
    <Button {...rest} icon="copy" onClick={copy}>
      {label}
    </Button>
  );
}
