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

export interface SortedFiles {
  readonly accepted: readonly File[];
  readonly leftOut: readonly LeftOutFile[];
}

/** Tells pictures that the server will read from what it would refuse, without reading them. */
export function sortFiles(files: readonly File[]): SortedFiles {
  const accepted: File[] = [];
  const leftOut: LeftOutFile[] = [];
  for (const file of files) {
    const reason = reasonToLeaveOut(file);
    if (reason === null) accepted.push(file);
    else leftOut.push({ name: file.name, reason });
  }
  return { accepted, leftOut };
}

function reasonToLeaveOut({ name, type, size }: File): LeftOutReason | null {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  // Without any type and ending it is left to the server, which looks into the file.
  const unknown = type === '' && extension === '';
  const supported =
    acceptedTypes.split(',').includes(type) || (extensions as readonly string[]).includes(extension);
  if (!supported && !unknown) return 'unsupported';
  if (size === 0) return 'empty';
  return size > largestFile ? 'too-large' : null;
}
