import type { MessageTables } from '../../../i18n/messages.js';
import { en } from './en.js';
import { zh } from './zh.js';

export const overviewMessages: MessageTables<typeof en> = { en, zh };
