import type { ReactNode } from 'react';
import type { CaptionStatus } from '../generated/graphql.js';
import { useMessages } from '../i18n/messages.js';
import { shellMessages } from '../shell/messages/tables.js';
import { Badge, type BadgeProps } from './badge.js';

const looks: Readonly<Record<CaptionStatus, Omit<BadgeProps, 'children'>>> = {
  QUEUED: { tone: 'plain' },
  PREPROCESSING: { tone: 'accent' },
  RUNNING: { tone: 'accent' },
  RETRYING: { tone: 'warning' },
  SUCCEEDED: { tone: 'good', icon: 'check' },
  FAILED: { tone: 'bad' },
  CANCELED: { tone: 'plain' },
};

/** How far a caption is. */
export function CaptionStatusBadge({ status }: { readonly status: CaptionStatus }): ReactNode {
  return <Badge {...looks[status]}>{useMessages(shellMessages).captionStatuses[status]}</Badge>;
}
