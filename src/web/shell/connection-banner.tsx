import type { ReactNode } from 'react';
import { useOnline, usePageServices } from '../api/page-services.js';
import { Button } from '../components/button.js';
import { Icon } from '../components/icons.js';
import { useMessages } from '../i18n/messages.js';
import { useValue } from '../preferences/value.js';
import { shellMessages } from './messages/tables.js';

/** Says when the page is cut off from the server; says nothing otherwise. */
export function ConnectionBanner(): ReactNode {
  const words = useMessages(shellMessages);
  const { live, keyWanted } = usePageServices();
  const state = useValue(live.state);
  const online = useOnline();
  const text = !online
    ? words.offline
    : state === 'reconnecting' || state === 'refused'
      ? words[state]
      : null;
  return (
    <div className="banner-place" role="status" aria-live="polite">
      {text !== null && (
        <div className="banner">
          <Icon name="alert" size={18} />
          <span>{text}</span>
          {online && state === 'refused' && (
            <Button
              look="quiet"
              onClick={() => {
                keyWanted.set(true);
              }}
            >
              {words.enterKey}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
