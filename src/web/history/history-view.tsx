import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { View } from '../shell/view.js';
import { historyMessages } from './messages/tables.js';

export default function HistoryView(): ReactNode {
  return <View title={useMessages(historyMessages).title}>{null}</View>;
}
