import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useMessages } from '../i18n/messages.js';
import { adminMessages } from './messages/tables.js';

const parts = ['overview', 'profiles', 'models', 'doctor', 'alerts', 'keys'] as const;

/** The parts of the admin view; each has an address. */
export function AdminNavigation(): ReactNode {
  const words = useMessages(adminMessages);
  const [location] = useLocation();
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone they are in a row that scrolls.
    const link = element.current?.querySelector('[aria-current]');
    link?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [location]);
  return (
    <nav ref={element} className="admin-navigation" aria-label={words.navigation}>
      <ul>
        {parts.map((part) => {
          const href = part === 'overview' ? '/admin' : `/admin/${part}`;
          const current =
            part === 'overview' ? location === href : location === href || location.startsWith(`${href}/`);
          return (
            <li key={part}>
              <Link href={href} className="admin-link" aria-current={current ? 'page' : undefined}>
                {words.parts[part]}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
