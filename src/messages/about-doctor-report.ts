import type { Wording } from '../errors/wording.js';

/** Headings of the report, by group. */
export const groupTitles = {
  system: { en: 'System', zh: '系统' },
  environment: { en: 'Environment variables', zh: '环境变量' },
  device: { en: 'Devices', zh: '设备' },
  model: { en: 'Model', zh: '模型' },
  profile: { en: 'Profile', zh: '配置方案' },
  memory: { en: 'Memory', zh: '内存' },
  storage: { en: 'Storage', zh: '存储' },
  network: { en: 'Network', zh: '网络' },
  engine: { en: 'Engine', zh: '引擎' },
} as const satisfies Readonly<Record<string, Wording>>;

export const statusMarks = {
  PASS: { en: 'ok  ', zh: '正常' },
  WARN: { en: 'warn', zh: '警告' },
  FAIL: { en: 'FAIL', zh: '失败' },
  SKIP: { en: 'skip', zh: '略过' },
} as const satisfies Readonly<Record<string, Wording>>;

export interface StatusCounts {
  readonly passed: number;
  readonly warnings: number;
  readonly failures: number;
  readonly skipped: number;
}

export function reportSummary({ passed, warnings, failures, skipped }: StatusCounts): Wording {
  return {
    en: `${passed} in order, ${warnings} warnings, ${failures} failures, ${skipped} skipped.`,
    zh: `正常 ${passed} 项，警告 ${warnings} 项，失败 ${failures} 项，略过 ${skipped} 项。`,
  };
}
