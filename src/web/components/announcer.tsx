import { createContext, use, useCallback, useState, type ReactNode } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Tells readers what happened somewhere else on the page, and shows it for a moment. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [said, setSaid] = useState({ text: '', count: 0 });
  const announce = useCallback((text: string) => {
    setSaid(({ count }) => ({ text, count: count + 1 }));
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="announcer" role="status" aria-live="polite">
        {said.text !== '' && (
          <span key={said.count} className="announcement">
            {said.text}
          </span>
        )}
      </div>
    </AnnounceContext>
  );
}

export function useAnnounce(): (text: string) => void {
  return use(AnnounceContext);
}
