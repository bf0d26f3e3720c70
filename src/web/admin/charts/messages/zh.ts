import type { en } from './en.js';

export const zh: typeof en = {
  asTable: '以表格显示',
  tableOf: (title) => `${title}：全部数值`,
  time: '时间',
  nothing: '这段时间内没有任何活动。',
};
