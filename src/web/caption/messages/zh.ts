import type { en } from './en.js';
export const zh: typeof en = { title: '描述图片' };
