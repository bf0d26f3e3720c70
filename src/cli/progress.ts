import { SingleBar } from 'cli-progress';
import { clearLine, cursorTo } from 'node:readline';

export interface Progress {
  advance(): void;
  /** Writes to stdout without the bar getting in between. */
  print(text: string): void;
  stop(): void;
}

/** A bar on stderr where that is a terminal, else nothing. */
export function startProgress(total: number, unit: string): Progress {
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: `{bar} {value}/{total} ${unit} | {percentage}% | {eta_formatted} left`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        hideCursor: true,
        stream: process.stderr,
      })
    : null;
  bar?.start(total, 0);
  const shared = bar !== null && process.stdout.isTTY;
  return {
    advance: () => bar?.increment(),
    print: (text) => {
      if (shared) {
        clearLine(process.stderr, 0);
        cursorTo(process.stderr, 0);
      }
      process.stdout.write(text);
      if (shared) bar.render();
    },
    stop: () => bar?.stop(),
  };
}
