import { useEffect, useRef, type ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { shellMessages } from './messages/tables.js';

export interface ViewProps {
  readonly title: string;
  /** A sentence beneath the title. */
  readonly lead?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Whether a view was shown before: the first one leaves the focus where the browser puts it. */
let shownBefore = false;

/** What a path shows: names the page, and takes the focus to its title as a page load would. */
export function View({ title, lead, actions, children }: ViewProps): ReactNode {
  const { product } = useMessages(shellMessages);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${product}`;
  }, [title, product]);
  useEffect(() => {
    if (shownBefore) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    shownBefore = true;
  }, []);
  return (
    <div className="view">
      <div className="view-header">
        <div>
          <h1 className="view-title" ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className="view-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="view-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
