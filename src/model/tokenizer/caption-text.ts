/** Clean-up of detached punctuation, in this order (transformers `clean_up_tokenization`). */
const detached: readonly (readonly [string, string])[] = [
  [' .', '.'],
  [' ?', '?'],
  [' !', '!'],
  [' ,', ','],
  [" ' ", "'"],
  [" n't", "n't"],
  [" 'm", "'m"],
  [" 's", "'s"],
  [" 've", "'ve"],
  [" 're", "'re"],
];

/** Python's `string.punctuation`. */
const asciiPunctuation = /[!-/:-@[-`{-~]/g;

/** What Python's `str.strip()` removes: White_Space and the four separators U+001C to U+001F. */
const outerWhiteSpace = /^[\p{White_Space}\u{1c}-\u{1f}]+|[\p{White_Space}\u{1c}-\u{1f}]+$/gu;

/** The ten replacements that join detached punctuation to its word. */
export function cleanUp(decoded: string): string {
  return detached.reduce((text, [from, to]) => text.replaceAll(from, to), decoded);
}

/**
 * A caption as OFA publishes it, made from decoded tokens: cleaned up, stripped, and for English without ASCII punctuation
 * (ofa_for_all_tasks.py:141-144, 253-261, 310-312). Inner double blanks and case stay as they are.
 */
export function captionText(decoded: string, language: string): string {
  const text = strip(cleanUp(decoded));
  return language === 'en' ? strip(text.replace(asciiPunctuation, '')) : text;
}

function strip(text: string): string {
  return text.replace(outerWhiteSpace, '');
}
