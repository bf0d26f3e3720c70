import type { en } from './en.js';

export const zh: typeof en = {
  title: '管理',
  lead: '此服务器的运行环境。',
  model: '模型',
  profile: '配置',
  device: '设备',
  provider: '执行提供程序',
  precision: '精度',
  version: '版本',
};
