import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../components/button.js';
import { Icon } from '../components/icons.js';
import { useMessages } from '../i18n/messages.js';
import { acceptedTypes } from './accepted-files.js';
import { AddressForm, isPictureAddress } from './address-form.js';
import { filesOf } from './dropped-files.js';
import { captionMessages } from './messages/tables.js';

export interface DropZoneProps {
  /** A strip above the list instead of the middle of an empty page. */
  readonly small: boolean;
  readonly onFiles: (files: readonly File[]) => Promise<void>;
  readonly onAddress: (url: string) => void;
}

/** Where pictures come in. They may be dropped and pasted anywhere on the page. */
export function DropZone({ small, onFiles, onAddress }: DropZoneProps): ReactNode {
  const words = useMessages(captionMessages);
  const hovered = useDrops(onFiles, onAddress);
  return (
    <section className={`drop-zone ${small ? 'drop-zone-small' : ''} ${hovered ? 'drop-zone-hovered' : ''}`}>
      <span className="drop-zone-icon">
        <Icon name="upload" size={small ? 20 : 28} />
      </span>
      <div className="drop-zone-words">
        <h2>{hovered ? words.dropNow : words.dropTitle}</h2>
        <p>{words.dropHint}</p>
      </div>
      <div className="drop-zone-actions">
        <FileButton label={words.choosePictures} look="primary" onFiles={onFiles} />
        <FileButton label={words.chooseFolder} look="plain" folder onFiles={onFiles} />
      </div>
      <AddressForm onAddress={onAddress} />
    </section>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly look: 'primary' | 'plain';
  readonly folder?: boolean;
  readonly onFiles: (files: readonly File[]) => Promise<void>;
}

function FileButton({ label, look, folder = false, onFiles }: FileButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} icon={folder ? 'folder' : 'picture'} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={label}
        {...(folder ? { webkitdirectory: '' } : { accept: acceptedTypes })}
        onChange={({ target }) => {
          void onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </>
  );
}

/** Takes what is dropped or pasted anywhere; true while something is held over the page. */
function useDrops(onFiles: DropZoneProps['onFiles'], onAddress: DropZoneProps['onAddress']): boolean {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const over = new AbortController();
    const listen = <Type extends keyof WindowEventMap>(
      type: Type,
      listener: (event: WindowEventMap[Type]) => void,
    ): void => {
      window.addEventListener(type, listener, { signal: over.signal });
    };
    listen('dragenter', (event) => {
      if (bringsFiles(event)) setDepth((now) => now + 1);
    });
    listen('dragleave', (event) => {
      if (bringsFiles(event)) setDepth((now) => Math.max(0, now - 1));
    });
    listen('dragover', (event) => {
      if (bringsFiles(event)) event.preventDefault();
    });
    listen('drop', (event) => {
      setDepth(0);
      if (event.dataTransfer === null || !bringsFiles(event)) return;
      event.preventDefault();
      void filesOf(event.dataTransfer).then(onFiles);
    });
    listen('paste', (event) => {
      const data = event.clipboardData;
      if (
        data === null ||
        event.target instanceof HTMLInputElement ||
        event.target instanceof HTMLTextAreaElement
      )
        return;
      const text = data.getData('text/plain').trim();
      if (data.files.length > 0) void filesOf(data).then(onFiles);
      else if (isPictureAddress(text)) onAddress(text);
    });
    return () => {
      over.abort();
    };
  }, [onFiles, onAddress]);
  return depth > 0;
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
