import { readFileSync } from 'node:fs';

let known: boolean | null = null;

/**
 * Whether this processor's fast kernels add products of bytes up without saturating in between: of x86 only those with VNNI.
 * Where that cannot be told, it is taken not to.
 */
export function addsBytesExactly(): boolean {
  return (known ??= process.arch !== 'x64' || processorFlags().includes('vnni'));
}

function processorFlags(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}
