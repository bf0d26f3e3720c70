/** Bytes that the server takes of one file. */
export const largestFile = 50_000_000;

/** What browsers and systems call the formats that the server reads; `accept` of the file chooser. */
const extensions = ['jpg', 'jpeg', 'jfif', 'png', 'webp', 'gif', 'tif', 'tiff', 'avif'] as const;
export const acceptedTypes = 'image/jpeg,image/png,image/webp,image/gif,image/tiff,image/avif';

export type LeftOutReason = 'too-large' | 'unsupported' | 'empty';

export interface LeftOutFile {
  readonly name: string;
  readonly reason: LeftOutReason;
}

export interface AcceptedFile {
  readonly file: File;
  /** Asked for once: browsers look at the disk each time, and the page waits. */
  readonly bytes: number;
}

export interface SortedFiles {
  readonly accepted: readonly AcceptedFile[];
  readonly leftOut: readonly LeftOutFile[];
}

/** Before the page gets its turn, milliseconds. */
const sliceMs = 20;

/** Tells pictures that the server will read from what it would refuse, without reading them; some at a time. */
export async function* sortFiles(files: readonly File[]): AsyncGenerator<SortedFiles, void, undefined> {
  const rest = files.values();
  for (let more = true; more;) {
    const until = performance.now() + sliceMs;
    const accepted: AcceptedFile[] = [];
    const leftOut: LeftOutFile[] = [];
    while (more && performance.now() < until) {
      const { value: file, done } = rest.next();
      if (done === true) more = false;
      else sortFile(file, accepted, leftOut);
    }
    yield { accepted, leftOut };
    if (more) await new Promise((resolve) => setTimeout(resolve));
  }
}

function sortFile(file: File, accepted: AcceptedFile[], leftOut: LeftOutFile[]): void {
  const bytes = file.size;
  const reason = reasonToLeaveOut(file, bytes);
  if (reason === null) accepted.push({ file, bytes });
  else leftOut.push({ name: file.name, reason });
}

function reasonToLeaveOut({ name, type }: File, bytes: number): LeftOutReason | null {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  // Without any type and ending it is left to the server, which looks into the file.
  const unknown = type === '' && extension === '';
  const supported =
    acceptedTypes.split(',').includes(type) || (extensions as readonly string[]).includes(extension);
  if (!supported && !unknown) return 'unsupported';
  if (bytes === 0) return 'empty';
  return bytes > largestFile ? 'too-large' : null;
}
