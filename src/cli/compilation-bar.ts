import { SingleBar } from 'cli-progress';

export interface CompilationBar {
  /** @param fraction 0 to 1 */
  readonly reached: (fraction: number) => void;
  readonly stop: () => void;
}

/** A bar on stderr where that is a terminal, else nothing; it appears when the compiler first tells how far it is. */
export function compilationBar(stream: NodeJS.WriteStream = process.stderr): CompilationBar {
  const bar = new SingleBar({
    format: 'compiling the model for its first use {bar} {percentage}% | {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    stream,
  });
  return {
    reached: (fraction) => {
      if (!stream.isTTY) return;
      if (!bar.isActive) bar.start(100, 0);
      bar.update(Math.round(100 * fraction));
    },
    stop: () => {
      if (bar.isActive) bar.stop();
    },
  };
}
