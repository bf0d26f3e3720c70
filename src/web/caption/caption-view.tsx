import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { View } from '../shell/view.js';
import { captionMessages } from './messages/tables.js';

export function CaptionView(): ReactNode {
  return <View title={useMessages(captionMessages).title}>{null}</View>;
}
