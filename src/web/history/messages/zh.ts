import type { en } from './en.js';
export const zh: typeof en = { title: '历史' };
