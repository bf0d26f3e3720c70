import type { en } from './en.js';

export const zh: typeof en = {
  title: '开发者',
  lead: '本页的一切都通过 GraphQL 完成。以下是最近发送的操作，可用于您自己的程序。其中不含您的密钥。',
  tryIt: '打开 GraphiQL',
  operations: '最近发送',
  emptyTitle: '尚未发送任何操作',
  empty: '先描述一张图片或浏览历史，再回到这里。',
  forms: '操作的形式',
  operation: '操作',
  variables: '变量',
  noVariables: '没有变量。',
  curl: 'curl',
  typescript: 'TypeScript',
  copy: '复制',
  kinds: { query: '查询', mutation: '变更', subscription: '订阅' },
};
