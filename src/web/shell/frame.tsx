import { useEffect, useRef, type ReactNode } from 'react';
import { usePageServices } from '../api/page-services.js';
import { useMessages } from '../i18n/messages.js';
import { useValue } from '../preferences/value.js';
import { ConnectionBanner } from './connection-banner.js';
import { useKeepPage } from './keep-page.js';
import { shellMessages } from './messages/tables.js';
import { PageHeader } from './page-header.js';
import './frame.css';

/** What surrounds every view. */
export function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  const words = useMessages(shellMessages);
  const content = useRef<HTMLElement>(null);
  useLanguageAndTheme();
  useKeepPage();
  return (
    <>
      <a
        className="skip-link"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
      >
        {words.skipToContent}
      </a>
      <PageHeader />
      <ConnectionBanner />
      <main id="content" className="content" ref={content} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function useLanguageAndTheme(): void {
  const { preferences } = usePageServices();
  const language = useValue(preferences.language);
  const theme = useValue(preferences.theme);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  }, [language]);
  useEffect(() => {
    if (theme === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.setAttribute('data-theme', theme);
  }, [theme]);
}
