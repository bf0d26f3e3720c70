import { basename } from 'node:path';
import type { Refusal } from './refusal.js';

/** Bytes at the beginning of a file that tell its format. */
export const formatBytes = 64;

const zip = Buffer.from('PK\x03\x04', 'latin1');
/** PROTO 2 and the magic number of torch/serialization.py, `MAGIC_NUMBER`. */
const legacy = Buffer.from('80028a0a6cfc9c46f9206aa850192e', 'hex');
const lfsPointer = Buffer.from('version https://git-lfs');

/**
 * Refuses what is no zip archive, saying what it is instead and what to do.
 * @param head up to `formatBytes` bytes
 * @throws what `refuse` makes
 */
export function requireZip(head: Buffer, path: string, refuse: Refusal): void {
  if (startsWith(head, zip)) return;
  if (head.length === 0) throw refuse('it is empty');
  if (startsWith(head, lfsPointer)) {
    throw refuse(`it is a git-lfs pointer instead of the weights; fetch them with 'git lfs pull'`);
  }
  if (startsWith(head, legacy)) {
    throw refuse(
      `it is in the legacy (non-zip) format of PyTorch before 1.6; convert it with PyTorch 1.6 or newer: ` +
        `torch.save(torch.load('${basename(path)}', map_location='cpu'), 'converted.pt')`,
    );
  }
  throw refuse('it is no zip archive, as PyTorch 1.6 and newer write');
}

function startsWith(head: Buffer, signature: Buffer): boolean {
  return head.subarray(0, signature.length).equals(signature);
}
