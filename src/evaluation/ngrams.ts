/** Words of a caption: lower case, split at white space. */
export function wordsOf(caption: string): string[] {
  return caption
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** How often each run of `n` words occurs; words are joined by a blank, which none of them contains. */
export function ngramCounts(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= words.length; i++) {
    const ngram = words.slice(i, i + n).join(' ');
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}
