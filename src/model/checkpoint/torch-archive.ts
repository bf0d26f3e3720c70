import type { FileHandle } from 'node:fs/promises';
import type { Refusal } from './refusal.js';
import { readZipDirectory, type ZipDirectory } from './zip-directory.js';
import { ZipEntryData } from './zip-entry-data.js';

/** What a PyTorch checkpoint holds: a pickle, and beside it the storages that it names. */
export interface TorchArchive {
  readonly pickle: Uint8Array;
  /** The pickle's entry, for messages. */
  readonly pickleName: string;
  /** The entry that holds a storage; it is opened once however many tensors share it. */
  storage(key: string, refuse: Refusal): Promise<ZipEntryData>;
}

const pickleFile = 'data.pkl';
/** OFA-huge's pickle has 300 KB; fairseq's settings and metrics may add to it. */
const mostPickleBytes = 8 << 20;
const mostByteOrderBytes = 16;

/**
 * Opens the zip archive of a PyTorch checkpoint, whatever its folder is called, and reads its pickle.
 * @throws what `refuse` makes, naming the entry
 */
export async function openTorchArchive(
  file: FileHandle,
  size: number,
  refuse: Refusal,
): Promise<TorchArchive> {
  const directory = await readZipDirectory(file, size, refuse);
  const folder = findFolder(directory, refuse);
  const opened = new Map<string, ZipEntryData>();
  const openEntry = async (name: string, refuseEntry: Refusal): Promise<ZipEntryData | null> => {
    const entry = directory.entries.get(name);
    if (entry === undefined) return null;
    const data = opened.get(name) ?? (await ZipEntryData.open(file, directory, entry, refuseEntry));
    opened.set(name, data);
    return data;
  };
  const readEntry = async (name: string, mostBytes: number): Promise<Uint8Array | null> => {
    const data = await openEntry(name, refuse);
    if (data === null) return null;
    const { bytes } = data.entry;
    if (bytes > mostBytes) throw refuse(`entry '${name}' has ${bytes} bytes; at most ${mostBytes} are read`);
    const content = new Uint8Array(bytes);
    await data.read(content, 0);
    return content;
  };
  checkByteOrder(await readEntry(`${folder}byteorder`, mostByteOrderBytes), refuse);
  const pickleName = folder + pickleFile;
  const pickle = await readEntry(pickleName, mostPickleBytes);
  if (pickle === null) throw refuse(`it has no entry '${pickleName}'`);
  return {
    pickle,
    pickleName,
    storage: async (key, refuseTensor) => {
      const name = `${folder}data/${key}`;
      const data = await openEntry(name, refuseTensor);
      if (data === null) throw refuseTensor(`its storage, entry '${name}', is missing`);
      return data;
    },
  };
}

/** The one folder with a pickle, and its slash. */
function findFolder({ entries }: ZipDirectory, refuse: Refusal): string {
  const pickles = [...entries.keys()].filter(
    (name) => name === pickleFile || name.endsWith(`/${pickleFile}`),
  );
  const [name] = pickles;
  if (name === undefined || pickles.length > 1) {
    throw refuse(`it has ${pickles.length} entries '${pickleFile}'; a checkpoint has one`);
  }
  return name.slice(0, -pickleFile.length);
}

/** PyTorch 2 says in which order the bytes of a number stand; before, it wrote them as the machine did. */
function checkByteOrder(content: Uint8Array | null, refuse: Refusal): void {
  if (content === null) return;
  const order = Buffer.from(content).toString('latin1');
  if (order !== 'little') {
    throw refuse(`its byte order is ${JSON.stringify(order)}; only "little" is supported`);
  }
}
