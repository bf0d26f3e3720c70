import { describe, expect, it } from 'vitest';
import { alertRuleTraits, alertSeconds } from '../../src/alerts/alert-rules.js';
import {
  readThreshold,
  secondsRule,
  thresholdRules,
  thresholdText,
} from '../../src/web/admin/alerts/rule-thresholds.js';

describe('the form of an alert rule', () => {
  it('has the rules of the server, with the thresholds that they accept', () => {
    const accepted = Object.entries(thresholdRules).map(([name, { min, max, integer }]) => [
      name,
      { min, max, integer },
    ]);
    const expected = Object.entries(alertRuleTraits).map(([name, { threshold }]) => [name, threshold]);
    expect(Object.fromEntries(accepted)).toEqual(Object.fromEntries(expected));
    expect(secondsRule).toEqual(alertSeconds);
  });

  it.each([
    ['FAILURE_RATE', 0.07, '7'],
    ['FAILURE_RATE', 0.001, '0.1'],
    ['MEMORY_HEADROOM', 0.29, '29'],
    ['P95_LATENCY', 10_000, '10000'],
  ] as const)('writes the threshold %s %d as %s, and reads it as it was', (name, threshold, text) => {
    const rule = thresholdRules[name]!;
    expect(thresholdText(rule, threshold)).toBe(text);
    expect(readThreshold(rule, text)).toBe(threshold);
  });

  it.each([
    ['FAILURE_RATE', '0'],
    ['FAILURE_RATE', '101'],
    ['ENGINE_RESTARTS', '2.5'],
    ['DISK_SPACE', ''],
    ['DISK_SPACE', 'much'],
  ] as const)('refuses %s %j', (name, text) => {
    expect(readThreshold(thresholdRules[name]!, text)).toBeNull();
  });
});
