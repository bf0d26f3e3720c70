import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { usePageServices } from '../api/page-services.js';
import { IconButton } from '../components/button.js';
import { Icon, type IconName } from '../components/icons.js';
import { useMessages } from '../i18n/messages.js';
import { useValue } from '../preferences/value.js';
import { KeyDialog } from './key-dialog.js';
import { shellMessages } from './messages/tables.js';
import { LanguageMenu, ThemeMenu } from './preference-menus.js';

/** Name, views and what is chosen once. */
export function PageHeader(): ReactNode {
  const words = useMessages(shellMessages);
  return (
    <header className="page-header">
      <div className="page-header-row">
        <Link href="/" className="brand">
          <span className="brand-mark" aria-hidden="true">
            <Icon name="picture" size={18} />
          </span>
          <span className="brand-name">{words.product}</span>
        </Link>
        <nav className="page-nav" aria-label={words.navigation}>
          <ViewLink href="/" icon="upload" label={words.caption} />
          <ViewLink href="/history" icon="history" label={words.history} />
          <ViewLink href="/admin" icon="clock" label={words.admin} />
          <ViewLink href="/developers" icon="code" label={words.developers} />
        </nav>
        <div className="page-preferences">
          <KeyButton />
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </div>
    </header>
  );
}

function ViewLink(props: {
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
}): ReactNode {
  const { href, icon, label } = props;
  const [location] = useLocation();
  const current = href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`);
  return (
    <Link href={href} className="page-nav-link" aria-current={current ? 'page' : undefined}>
      <Icon name={icon} size={18} />
      <span>{label}</span>
    </Link>
  );
}

function KeyButton(): ReactNode {
  const words = useMessages(shellMessages);
  const { keyWanted } = usePageServices();
  const [opened, setOpened] = useState(false);
  const wanted = useValue(keyWanted);
  return (
    <>
      <IconButton
        icon="key"
        label={words.apiKey}
        onClick={() => {
          setOpened(true);
        }}
      />
      {(opened || wanted) && (
        <KeyDialog
          wanted={wanted}
          onClose={() => {
            setOpened(false);
            keyWanted.set(false);
          }}
        />
      )}
    </>
  );
}
