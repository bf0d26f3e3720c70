import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.js';

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What is shown where there is nothing yet: why, and what to do. */
export function EmptyState({ icon, title, children }: EmptyStateProps): ReactNode {
  return (
    <div className="empty-state">
      <span className="empty-state-icon">
        <Icon name={icon} size={28} />
      </span>
      <h2 className="empty-state-title">{title}</h2>
      {children}
    </div>
  );
}
