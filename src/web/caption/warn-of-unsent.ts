import type { PictureList } from './picture-list.js';

/** Lets the browser ask before the page is left while pictures are known to it alone. What the server has needs nobody. */
export function warnOfUnsent(list: PictureList): void {
  const warn = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
  };
  // Only while it is needed: with it, browsers do not keep the page for going back.
  list.subscribe(() => {
    if (list.get().counts.unsent > 0) addEventListener('beforeunload', warn);
    else removeEventListener('beforeunload', warn);
  });
}
