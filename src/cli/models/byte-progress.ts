import { startProgress, type Progress } from '../progress.js';

export interface ByteProgress {
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
  readonly stop: () => void;
}

const megabyte = 1e6;

/** A bar in megabytes, from the first report on. */
export function byteProgress(): ByteProgress {
  let bar: Progress | null = null;
  let shown = 0;
  return {
    onProgress: (doneBytes, totalBytes) => {
      bar ??= startProgress(Math.ceil(totalBytes / megabyte), 'MB');
      for (; shown < Math.ceil(doneBytes / megabyte); shown++) bar.advance();
    },
    stop: () => bar?.stop(),
  };
}
