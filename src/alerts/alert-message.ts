import type { Wording } from '../errors/wording.js';
import {
  fullQueue,
  littleDiskSpace,
  littleMemory,
  manyFailures,
  manyRestarts,
  slowCaptions,
  type Measured,
} from '../messages/about-alerts.js';
import type { AlertRow } from '../storage/alert-records.js';
import { isAlertRuleName, type AlertRuleName } from './alert-rules.js';

const messages: Readonly<Record<AlertRuleName, (measured: Measured) => Wording>> = {
  FAILURE_RATE: manyFailures,
  P95_LATENCY: slowCaptions,
  QUEUE_SATURATION: fullQueue,
  MEMORY_HEADROOM: littleMemory,
  ENGINE_RESTARTS: manyRestarts,
  DISK_SPACE: littleDiskSpace,
};

/** What is wrong and what to do about it. An alert of a rule that this version does not know is told by its name. */
export function alertMessage(alert: Pick<AlertRow, 'rule' | keyof Measured>): Wording {
  return isAlertRuleName(alert.rule) ? messages[alert.rule](alert) : { en: alert.rule, zh: alert.rule };
}
