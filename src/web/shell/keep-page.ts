import { useEffect } from 'react';
import { useLocation } from 'wouter';

/** A file that is dropped on a view that takes none would be opened in place of the page, and what runs there be lost. */
export function useKeepPage(): void {
  const [location] = useLocation();
  const takesFiles = location === '/';
  useEffect(() => {
    if (takesFiles) return;
    const over = new AbortController();
    const refuse = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', refuse, { signal: over.signal });
    window.addEventListener('drop', refuse, { signal: over.signal });
    return () => {
      over.abort();
    };
  }, [takesFiles]);
}
