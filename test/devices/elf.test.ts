import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSharedLibrary } from '../../src/devices/elf.js';
import { onnxRuntimePackage } from '../../src/devices/onnxruntime-package.js';
import { BadLibraryError } from '../../src/errors/bad-library-error.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { libraryBytes } from './write-library.js';

const { libraries, version } = onnxRuntimePackage('linux/x64');
const runtime = join(libraries, 'libonnxruntime.so.1');
const real = [
  runtime,
  join(libraries, 'onnxruntime_binding.node'),
  '/lib/x86_64-linux-gnu/libc.so.6',
  '/lib/x86_64-linux-gnu/libm.so.6',
  '/lib/x86_64-linux-gnu/libstdc++.so.6',
  '/lib64/ld-linux-x86-64.so.2',
].filter((path) => existsSync(path));

let folder: string;

beforeAll(async () => {
  folder = await temporaryDirectory();
});

async function read(bytes: Uint8Array) {
  const path = join(folder, 'library.so');
  await writeFile(path, bytes);
  return readSharedLibrary(path);
}

/** What binutils say, or null where they are not installed. */
function readelf(path: string): string | null {
  try {
    return execFileSync('readelf', ['-dVW', path], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    });
  } catch {
    return null;
  }
}

describe('a shared library', () => {
  it('of onnxruntime-node tells what it needs and which version it is', async () => {
    const library = await readSharedLibrary(runtime);
    expect(library).toMatchObject({
      machine: 62,
      soname: 'libonnxruntime.so.1',
      runpath: ['$ORIGIN'],
      rpath: [],
    });
    expect(library.needed).toContain('libc.so.6');
    expect(library.versions).toContain(`VERS_${version}`);
    const binding = await readSharedLibrary(join(libraries, 'onnxruntime_binding.node'));
    expect(binding.needed[0]).toBe('libonnxruntime.so.1');
  });

  it.skipIf(readelf(runtime) === null).each(real)('is read as binutils do: %s', async (path) => {
    const said = readelf(path) ?? '';
    const all = (pattern: RegExp): string[] => [...said.matchAll(pattern)].map(([, text]) => text!);
    const library = await readSharedLibrary(path);
    expect(library.needed).toEqual(all(/\(NEEDED\).*\[(.*)\]/g));
    expect(library.soname === null ? [] : [library.soname]).toEqual(all(/\(SONAME\).*\[(.*)\]/g));
    expect(library.runpath).toEqual(all(/\(RUNPATH\).*\[(.*)\]/g));
    const defined = said.slice(
      said.indexOf('Version definition section'),
      said.indexOf('Version needs section'),
    );
    const names = [...defined.matchAll(/Rev: 1 .*Name: (\S+)/g)].map(([, name]) => name);
    if (said.includes('Version definition section')) expect(library.versions).toEqual(names);
  });

  it('may have several folders to search', async () => {
    const library = await read(libraryBytes({ rpath: '/a:/b', runpath: '$ORIGIN/../lib:/c' }));
    expect(library).toMatchObject({ rpath: ['/a', '/b'], runpath: ['$ORIGIN/../lib', '/c'], soname: null });
  });
});

describe('a file that is no shared library', () => {
  const good = libraryBytes({
    needed: ['libcudart.so.12', 'libc.so.6'],
    soname: 'x',
    versions: ['VERS_1', 'VERS_2'],
  });

  /** Offsets of fields, as in the ELF specification. */
  const patched = (offset: number, ...bytes: number[]): Buffer => {
    const copy = Buffer.from(good);
    Buffer.from(bytes).copy(copy, offset);
    return copy;
  };
  const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'too short'],
    ['text', Buffer.from('#!/bin/sh\n'.repeat(20)), 'no ELF file'],
    ['32-bit', patched(4, 1), 'not 64-bit'],
    ['big-endian', patched(5, 2), 'not 64-bit little-endian'],
    ['an object file', patched(16, 1), 'no shared object'],
    ['with program headers of another size', patched(54, 1), 'program headers are malformed'],
    ['with 65,535 program headers', patched(56, 0xff, 0xff), 'program headers are malformed'],
    ['with more program headers than bytes', patched(56, 0xf0), 'cut off'],
    ['with program headers beyond its end', patched(32, 0, 0, 1), 'cut off'],
    ['with program headers beyond the world', patched(32, ...huge), 'cut off|impossible'],
    ['without dynamic section', patched(64 + 56, 7), 'no dynamic section'],
    ['with a dynamic section beyond its end', patched(64 + 56 + 8, 0, 0, 1), 'cut off'],
    ['with an endless dynamic section', patched(64 + 56 + 32, ...huge), 'too long|impossible'],
    ['whose strings lie outside', patched(64, 7), 'outside the file'],
  ])('is refused: %s', async (_, bytes, reason) => {
    const refusal = await read(bytes).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BadLibraryError);
    expect(refusal).toMatchObject({
      code: 'DEVICE_UNAVAILABLE',
      message: expect.stringMatching(reason) as string,
    });
  });

  it('is refused wherever it is cut off', async () => {
    for (let length = 0; length < good.length - 16; length += 8) {
      await expect(read(good.subarray(0, length))).rejects.toBeInstanceOf(BadLibraryError);
    }
    expect((await read(good)).needed).toEqual(['libcudart.so.12', 'libc.so.6']);
  });

  it('is read or refused, whatever byte is damaged', async () => {
    for (let offset = 0; offset < good.length; offset += 3) {
      const found = await read(patched(offset, 0xff, 0xff, 0xff)).catch((error: unknown) => error);
      if (found instanceof Error) expect(found).toBeInstanceOf(BadLibraryError);
    }
  });

  it('is refused when it is missing or a folder', async () => {
    await expect(readSharedLibrary(join(folder, 'nowhere.so'))).rejects.toThrow('cannot be read (ENOENT)');
    await expect(readSharedLibrary(folder)).rejects.toBeInstanceOf(BadLibraryError);
  });
});
