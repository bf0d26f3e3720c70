import { execFile } from 'node:child_process';

/** How nvidia-smi is called: `args` come before the query's own. */
export interface NvidiaSmi {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Compute capability by index. Drivers before 510 cannot tell it: then, and whenever asking fails, the map is empty, for a
 * driver that does not answer at all is noticed by what is asked next.
 */
export function queryComputeCapabilities(
  { command, args }: NvidiaSmi,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<ReadonlyMap<number, string>> {
  return new Promise((resolve) => {
    execFile(
      command,
      [...args, '--query-gpu=index,compute_cap', '--format=csv,noheader'],
      { timeout: timeoutMs, killSignal: 'SIGKILL', signal, maxBuffer: 1 << 20, windowsHide: true },
      (_error, stdout) => {
        const lines = [...stdout.matchAll(/^\s*(\d+)\s*,\s*(\d+\.\d+)\s*$/gm)];
        resolve(new Map(lines.map(([, index, capability]) => [Number(index), capability!])));
      },
    );
  });
}
