import type { Role } from './role.js';

/** Whoever asks, and what that one may do. */
export interface Viewer {
  /** Of the key; null where there has never been a key, so that everybody may do everything. */
  readonly keyId: number | null;
  readonly role: Role;
  /** Aborted when this ends: the key was revoked, or there was none and now there is one. */
  readonly ended: AbortSignal;
}

/** The key whose captions and jobs a viewer sees; null: those of all, and those of nobody. */
export function onlyOwner({ role, keyId }: Viewer): number | null {
  return role === 'ADMIN' ? null : keyId;
}
