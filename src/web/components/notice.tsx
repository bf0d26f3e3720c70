import type { ReactNode } from 'react';
import type { RequestError } from '../api/request-error.js';
import { useMessages } from '../i18n/messages.js';
import { shellMessages } from '../shell/messages/tables.js';
import { Button } from './button.js';
import { Icon } from './icons.js';

export interface NoticeProps {
  readonly tone: 'good' | 'bad' | 'warning' | 'plain';
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly action?: ReactNode;
}

/** A sentence that stands out. */
export function Notice({ tone, children, action }: NoticeProps): ReactNode {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={tone === 'good' ? 'check' : 'alert'} />
      <div className="notice-text">{children}</div>
      {action}
    </div>
  );
}

/** What a request failed for, in words. */
export function useErrorWords(): (error: RequestError) => string {
  const words = useMessages(shellMessages);
  return (error) => (error.code === 'NETWORK' ? words.serverUnreachable : error.message);
}

/** Says what a request failed for, and lets it be tried again. */
export function ErrorNotice(props: {
  readonly error: RequestError;
  readonly onRetry?: () => void;
}): ReactNode {
  const { error, onRetry } = props;
  const words = useMessages(shellMessages);
  const errorWords = useErrorWords();
  return (
    <Notice
      tone="bad"
      action={
        onRetry !== undefined && (
          <Button icon="retry" onClick={onRetry}>
            {words.tryAgain}
          </Button>
        )
      }
    >
      {errorWords(error)}
    </Notice>
  );
}
