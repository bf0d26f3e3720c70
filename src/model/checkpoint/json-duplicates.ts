/**
 * The first object key that occurs twice in the same object, or null. `JSON.parse` silently keeps the last one, so that two
 * readers of one file could see different tensors.
 * @param json text that `JSON.parse` accepts
 */
export function findDuplicateKey(json: string): string | null {
  const seenByDepth: Set<string>[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;
  let lastString: string | null = null;
  for (const [token] of json.matchAll(tokens)) {
    switch (token) {
      case '{':
      case '[':
        seenByDepth.push(new Set());
        break;
      case '}':
      case ']':
        seenByDepth.pop();
        break;
      case ':': {
        const keys = seenByDepth.at(-1);
        if (keys === undefined || lastString === null) break;
        const key = JSON.parse(lastString) as string;
        if (keys.has(key)) return key;
        keys.add(key);
        break;
      }
      case ',':
        break;
      default:
        lastString = token;
    }
  }
  return null;
}
