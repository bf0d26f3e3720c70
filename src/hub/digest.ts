import { createHash } from 'node:crypto';

/** What a hub says that the bytes of a file come to. */
export interface Digest {
  /** `git-blob` is the SHA-1 of the header `blob SIZE\0` and the bytes, as git names its objects. */
  readonly kind: 'sha256' | 'git-blob';
  /** In hex, lower case. */
  readonly hex: string;
}

/** A SHA-256 in hex, with or without `sha256:` before it; null for anything else. */
export function sha256Digest(text: string | null | undefined): Digest | null {
  const hex = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(text ?? '')?.[1];
  return hex === undefined ? null : { kind: 'sha256', hex: hex.toLowerCase() };
}

/** The name of a git object; null for anything else. */
export function gitBlobDigest(text: string | null | undefined): Digest | null {
  return /^[0-9a-f]{40}$/i.test(text ?? '') ? { kind: 'git-blob', hex: (text ?? '').toLowerCase() } : null;
}

/** Digests bytes as they come. */
export interface Digester {
  update(bytes: Uint8Array): void;
  /** Once, at the end. Always true where there is nothing to compare with. */
  matches(): boolean;
}

/** @param bytes how many will come */
export function startDigest(digest: Digest | null, bytes: number): Digester {
  if (digest === null) return { update: () => undefined, matches: () => true };
  const hash = createHash(digest.kind === 'sha256' ? 'sha256' : 'sha1');
  if (digest.kind === 'git-blob') hash.update(`blob ${bytes}\0`);
  return {
    update: (chunk) => {
      hash.update(chunk);
    },
    matches: () => hash.digest('hex') === digest.hex,
  };
}
