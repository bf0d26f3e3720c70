import type { ReactNode } from 'react';

const shapes = {
  alert:
    'M12 8.5v4.5M12 16.5v.01M10.3 4.2 2.9 17a2 2 0 0 0 1.7 3h14.8a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
  cancel: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M7 10l5 5 5-5',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  code: 'M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5M13.5 5l-3 14',
  copy: 'M9 9h10v11H9zM15 9V5H5v11h4',
  delete: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M4.5 19.5h15',
  edit: 'M4.5 19.5h3.8L19 8.8 15.2 5 4.5 15.7v3.8ZM13 7.2 16.8 11',
  external: 'M14 4.5h5.5V10M19 5l-8.5 8.5M17.5 14v5.5h-13v-13H10',
  folder: 'M3.5 18.5v-13h6l2 2.5h9v10.5h-17Z',
  history: 'M4 12a8 8 0 1 1 2.5 5.8M4 12l-1.8-2.3M4 12l2.5-2M12 8v4.5l3 1.7',
  key: 'M14.5 14.5a5 5 0 1 0-4.8-3.6L3.5 17v3.5H7v-2.5h2.5v-2.5h1.8l1-1a5 5 0 0 0 2.2 0ZM15.5 8.5v.01',
  language:
    'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM3 12h18M12 3c2.5 2.4 3.8 5.4 3.8 9s-1.3 6.6-3.8 9c-2.5-2.4-3.8-5.4-3.8-9S9.500 5.400 12 3Z',
  picture: 'M3.5 5h17v14h-17zM3.500 16l4.500-4.500 4 4 3-3 5.500 5.500M15.500 9v.01',
  retry: 'M20 12a8 8 0 1 1-2.500-5.800L20 8.500M20 4v4.500h-4.500',
  search: 'M16 16l4.500 4.500M18 11a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z',
  theme: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 3v18M12 7h6.500M12 12h8.500M12 17h6.500',
  upload: 'M12 16V4.500M7.500 9 12 4.500 16.500 9M4.500 19.500h15',
  waiting:
    'M6.500 3.500h11M6.500 20.500h11M8 3.500c0 5 8 6 8 8.500s-8 3.500-8 8.500M16 3.500c0 5-8 6-8 8.500s8 3.500 8 8.500',
} as const;

export type IconName = keyof typeof shapes;

/** A drawing beside words or inside a named control; readers pass over it. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
