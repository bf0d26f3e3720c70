import { open } from 'node:fs/promises';

const pieceBytes = 4 * 1024 * 1024;
/** The longest match that is found wherever it lies. */
const overlapBytes = 64;

/**
 * The first groups of all matches in a file of any size, byte for byte as Latin-1: for what a library's dynamic section does
 * not say.
 * @param pattern global, with one group, of matches up to 64 bytes
 */
export async function textsInFile(path: string, pattern: RegExp): Promise<Set<string>> {
  const file = await open(path, 'r');
  try {
    const found = new Set<string>();
    const piece = Buffer.alloc(pieceBytes);
    for (let position = 0; ; position += pieceBytes - overlapBytes) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes, position);
      for (const [, text = ''] of piece.toString('latin1', 0, bytesRead).matchAll(pattern)) found.add(text);
      if (bytesRead < pieceBytes) return found;
    }
  } finally {
    await file.close();
  }
}
