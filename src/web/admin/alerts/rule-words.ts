export interface RuleWords {
  readonly label: string;
  readonly threshold: string;
  readonly seconds: string;
}

/** What a language says of rules, and of those that it does not know. */
export interface RuleVocabulary {
  readonly ruleWords: Readonly<Record<string, RuleWords>>;
  readonly threshold: string;
  readonly seconds: string;
}

/** What is said of a rule; of one that this page does not know, its name. */
export function ruleWords(words: RuleVocabulary, rule: string): RuleWords {
  return words.ruleWords[rule] ?? { label: rule, threshold: words.threshold, seconds: words.seconds };
}
