/** All files that were dropped or pasted; those of folders, and of the folders in them, too. */
export async function filesOf(transfer: DataTransfer): Promise<readonly File[]> {
  // The list is empty as soon as the event is over: everything is taken before anything is waited for.
  const taken = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    taken.map(async ({ entry, file }) => {
      if (entry !== null) return filesBelow(entry);
      return file === null ? [] : [file];
    }),
  );
  return found.flat();
}

/** Files that cannot be read are passed over: nothing is known about them. */
async function filesBelow(entry: FileSystemEntry): Promise<readonly File[]> {
  if (isFile(entry)) {
    return new Promise((resolve) => {
      entry.file(
        (file) => {
          resolve([file]);
        },
        () => {
          resolve([]);
        },
      );
    });
  }
  if (!isDirectory(entry)) return [];
  const files: File[] = [];
  const reader = entry.createReader();
  // A reader gives so many at a time, and none at the end.
  for (let entries = await readSome(reader); entries.length > 0; entries = await readSome(reader)) {
    for (const found of await Promise.all(entries.map(filesBelow))) files.push(...found);
  }
  return files.sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
}

function readSome(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return new Promise((resolve) => {
    reader.readEntries(resolve, () => {
      resolve([]);
    });
  });
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
