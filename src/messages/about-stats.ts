import type { Wording } from '../errors/wording.js';

export function metricsForbidden(): Wording {
  return { en: 'The metrics are for administrators.', zh: '监控指标仅供管理员查看。' };
}
