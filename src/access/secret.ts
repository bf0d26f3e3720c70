import { createHash, randomBytes } from 'node:crypto';

const secretBytes = 32;

/** A new key: 256 random bits behind a prefix that scanners for leaked secrets can look for. */
export function newSecret(): string {
  return `ofa_${randomBytes(secretBytes).toString('base64url')}`;
}

/**
 * What is stored of a secret. A fast hash without salt is enough: slow ones protect what people think up, and among 256
 * random bits there is nothing to guess. Secrets are looked up by it, so that how long a comparison takes tells nothing.
 */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The secret in a header `Authorization: Bearer …` (RFC 6750, section 2.1); null where there is none. */
export function bearerSecret(authorization: unknown): string | null {
  if (typeof authorization !== 'string') return null;
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}
