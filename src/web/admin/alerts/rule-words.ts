import type { en } from './messages/en.js';

export interface RuleWords {
  readonly label: string;
  readonly threshold: string;
  readonly seconds: string;
}

/** What is said of a rule; of one that this page does not know, its name. */
export function ruleWords(words: typeof en, rule: string): RuleWords {
  return words.ruleWords[rule] ?? { label: rule, threshold: words.threshold, seconds: words.seconds };
}
