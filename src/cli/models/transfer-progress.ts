import { SingleBar } from 'cli-progress';
import { clearLine, cursorTo } from 'node:readline';
import { byteText } from './byte-text.js';
import { TransferRate } from './transfer-rate.js';

export interface TransferProgress {
  /** So much of a file is there; the first time for each file, that is what was there before. */
  onPosition(file: string, bytes: number): void;
  /** A line among the others. */
  note(text: string): void;
  stop(): void;
}

const longestSilenceMs = 10_000;

/** A bar on stderr where that is a terminal, else a line for every tenth and every ten seconds. */
export function startTransferProgress(totalBytes: number): TransferProgress {
  const positions = new Map<string, number>();
  const rate = new TransferRate(performance.now());
  const display = process.stderr.isTTY ? showBar(totalBytes) : showLines(totalBytes);
  let done = 0;
  return {
    onPosition: (file, bytes) => {
      const before = positions.get(file);
      positions.set(file, bytes);
      done += bytes - (before ?? 0);
      const now = performance.now();
      rate.add(before === undefined ? 0 : Math.max(0, bytes - before), now);
      display.show({ file, done, perSecond: rate.perSecond(now) });
    },
    note: (text) => {
      display.note(text);
    },
    stop: () => {
      display.stop();
    },
  };
}

interface State {
  readonly file: string;
  readonly done: number;
  readonly perSecond: number | null;
}

interface Display {
  show(state: State): void;
  note(text: string): void;
  stop(): void;
}

function showBar(total: number): Display {
  const bar = new SingleBar({
    format: `{bar} {done} of ${byteText(total)} | {speed} | {left} left | {file}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 25,
    hideCursor: true,
    stream: process.stderr,
  });
  bar.start(total, 0, { done: byteText(0), ...paceOf(total, 0, null), file: '' });
  return {
    show: ({ file, done, perSecond }) => {
      bar.update(done, { file, done: byteText(done), ...paceOf(total, done, perSecond) });
    },
    note: (text) => {
      clearLine(process.stderr, 0);
      cursorTo(process.stderr, 0);
      process.stderr.write(text);
      bar.render();
    },
    stop: () => {
      bar.stop();
    },
  };
}

function showLines(total: number): Display {
  let tenths = 0;
  let shownAt = performance.now();
  return {
    show: ({ file, done, perSecond }) => {
      const now = performance.now();
      const reached = Math.floor((done / Math.max(total, 1)) * 10);
      if (reached <= tenths && now - shownAt < longestSilenceMs) return;
      tenths = reached;
      shownAt = now;
      const { speed, left } = paceOf(total, done, perSecond);
      const percent = Math.floor((done / Math.max(total, 1)) * 100);
      process.stderr.write(
        `${percent} % | ${byteText(done)} of ${byteText(total)} | ${speed} | ${left} left | ${file}\n`,
      );
    },
    note: (text) => {
      process.stderr.write(text);
    },
    stop: () => undefined,
  };
}

function paceOf(total: number, done: number, perSecond: number | null): { speed: string; left: string } {
  if (perSecond === null) return { speed: '-', left: '-' };
  const seconds = Math.ceil((total - done) / perSecond);
  const left =
    seconds < 60
      ? `${seconds} s`
      : seconds < 3600
        ? `${Math.ceil(seconds / 60)} min`
        : `${(seconds / 3600).toFixed(1)} h`;
  return { speed: `${byteText(perSecond)}/s`, left };
}
