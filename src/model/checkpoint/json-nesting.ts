/** An index or a header has an object of objects or lists in an object; metadata may have a little more. */
const deepest = 8;

/**
 * Whether brackets nest deeper than in any JSON that belongs to a checkpoint: a megabyte of them would be parsed into eighty.
 * @param text JSON, or what claims to be
 */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth > deepest) return true;
  }
  return false;
}
