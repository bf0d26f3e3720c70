import type { ReactNode } from 'react';
import { Button } from '../components/button.js';
import { Notice } from '../components/notice.js';
import { useMessages } from '../i18n/messages.js';
import type { LeftOutFile } from './accepted-files.js';
import { captionMessages } from './messages/tables.js';

const named = 5;

export interface LeftOutNoticeProps {
  readonly files: readonly LeftOutFile[];
  readonly onDismiss: () => void;
}

/** Says which files were not taken, and why. */
export function LeftOutNotice({ files, onDismiss }: LeftOutNoticeProps): ReactNode {
  const words = useMessages(captionMessages);
  return (
    <Notice tone="warning" action={<Button onClick={onDismiss}>{words.dismiss}</Button>}>
      {words.leftOut(files.length)}
      <ul className="left-out">
        {files.slice(0, named).map(({ name, reason }, index) => (
          <li key={index}>
            <strong>{name}</strong> {words.leftOutReasons[reason]}
          </li>
        ))}
        {files.length > named && <li>{words.leftOutMore(files.length - named)}</li>}
      </ul>
    </Notice>
  );
}
