import { open, type FileHandle } from 'node:fs/promises';
import { BadLibraryError } from '../errors/bad-library-error.js';

/** Reads a file in bounded pieces; whatever lies outside the file, or is not what was expected, is a BadLibraryError. */
export class ElfFile {
  private constructor(
    readonly path: string,
    readonly size: number,
    private readonly handle: FileHandle,
  ) {}

  /** @throws BadLibraryError when there is no such file */
  static async open(path: string): Promise<ElfFile> {
    try {
      const handle = await open(path, 'r');
      return new ElfFile(path, (await handle.stat()).size, handle);
    } catch (cause) {
      const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
      throw new BadLibraryError(`${path} cannot be read (${why}).`, { cause });
    }
  }

  /** `length` bytes from `offset`. */
  async read(offset: number, length: number): Promise<Buffer> {
    if (offset + length > this.size) throw this.refuse('it is cut off');
    const { buffer, bytesRead } = await this.handle
      .read(Buffer.alloc(length), 0, length, offset)
      .catch((cause: unknown) => {
        throw this.refuse(cause instanceof Error ? cause.message : String(cause));
      });
    if (bytesRead < length) throw this.refuse('it is cut off');
    return buffer;
  }

  /** The zero-terminated text at `offset`, of at most `longest` bytes. */
  async text(offset: number, longest: number): Promise<string> {
    const bytes = await this.read(offset, Math.max(0, Math.min(longest, this.size - offset)));
    const end = bytes.indexOf(0);
    if (end === -1) throw this.refuse('a name in it has no end');
    return bytes.toString('utf8', 0, end);
  }

  refuse(reason: string): BadLibraryError {
    return new BadLibraryError(`${this.path} is not a usable shared library: ${reason}.`);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
