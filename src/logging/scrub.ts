interface Secret {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** In a line of JSON, where quotation marks within a text have a backslash before them. */
const secrets: readonly Secret[] = [
  // Whoever signs links to pictures puts the signature into the query, or a password before the host.
  { pattern: /\b([a-z][a-z0-9+.-]*:\/\/)[^\s"\\/?#@]+@/gi, replacement: '$1' },
  { pattern: /(\bhttps?:\/\/[^\s"\\?#]*\?)[^\s"\\#]+/gi, replacement: '$1[removed]' },
  { pattern: /\b((?:x-amz-)?signature=)[^\s"\\&]+/gi, replacement: '$1[removed]' },
  { pattern: /\b(bearer\s+)[\w.~+/=-]+/gi, replacement: '$1[removed]' },
  { pattern: /\b(authorization:\s*\w+\s+)[^\s"\\]+/gi, replacement: '$1[removed]' },
  {
    pattern:
      /("(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|api-?key|secret|password)":)"(?:[^"\\]|\\.)*"/gi,
    replacement: '$1"[removed]"',
  },
  // As `newSecret` makes them.
  { pattern: /\bofa_[\w-]{43}/g, replacement: 'ofa_[removed]' },
  { pattern: /\bwhsec_[\w+/=-]+/g, replacement: 'whsec_[removed]' },
  // A picture as base64, and as Node prints a buffer.
  { pattern: /[A-Za-z0-9+/_-]{200,}={0,2}/g, replacement: '[bytes]' },
  { pattern: /("type":"Buffer","data":)\[[\d,]*\]/g, replacement: '$1"[bytes]"' },
];

/**
 * A line of the log without what nobody may find there: keys, passwords, signatures of links, and the bytes of pictures. They
 * are not meant to get there at all; this is for the text of an error that quotes what it complains about.
 */
export function scrub(line: string): string {
  return secrets.reduce((text, { pattern, replacement }) => text.replace(pattern, replacement), line);
}
