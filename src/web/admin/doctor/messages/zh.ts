import type { en } from './en.js';

export const zh: typeof en = {
  title: '诊断',
  lead: '检查服务器及其所在的机器，并说明有问题时该怎么做。',
  again: '重新检查',
  looking: '正在检查……',
  verdicts: {
    good: '一切正常。',
    warning: '可以运行，但有需要注意的地方。',
    bad: '有些功能无法使用。',
  },
  separator: '，',
  counts: {
    FAIL: (count) => `${count} 项失败`,
    WARN: (count) => `${count} 项警告`,
    PASS: (count) => `${count} 项正常`,
    SKIP: (count) => `${count} 项跳过`,
  },
  statuses: { FAIL: '失败', WARN: '警告', PASS: '正常', SKIP: '跳过' },
  fix: '处理方法：',
  groups: {
    system: '系统',
    environment: '环境变量',
    device: '设备',
    model: '模型',
    profile: '配置方案',
    memory: '内存',
    storage: '存储',
    network: '网络',
    engine: '推理引擎',
  },
};
