import type { ReactNode } from 'react';

/** Holds the place of something that is on its way. Sizes are lengths of CSS. */
export function Skeleton({ width, height }: { readonly width: string; readonly height: string }): ReactNode {
  return <span className="skeleton" style={{ width, height }} aria-hidden="true" />;
}
