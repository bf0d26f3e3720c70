import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.js';

export interface BadgeProps {
  readonly tone: 'plain' | 'accent' | 'good' | 'bad' | 'warning';
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A state in a word; its colour says nothing that the word does not. */
export function Badge({ tone, icon, children }: BadgeProps): ReactNode {
  return (
    <span className={`badge badge-${tone}`}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}
