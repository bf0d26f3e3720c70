import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { inspectCudaProvider, type CudaProvider } from '../../src/devices/cuda-provider.js';
import type { OnnxRuntimePackage } from '../../src/devices/onnxruntime-package.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { copiedPackage } from './runtime-package.js';
import { writeLibrary, type LibraryParts } from './write-library.js';

// No machine has these versions, whatever CUDA is installed where the tests run.
const needed = ['libcublas.so.99', 'libcudart.so.99', 'libcudnn.so.88', 'libc.so.6'];

let runtime: OnnxRuntimePackage;

beforeEach(async () => {
  runtime = await copiedPackage();
});

async function withProvider(parts: LibraryParts, folder = runtime.libraries): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeLibrary(join(folder, 'libonnxruntime_providers_cuda.so'), parts);
  await writeLibrary(join(folder, 'libonnxruntime_providers_shared.so'), {});
}

async function inspected(loaderPath = '', toolkitRoot?: string) {
  const provider = await inspectCudaProvider({
    platform: 'linux/x64',
    environment: { LD_LIBRARY_PATH: loaderPath },
    packageDirectory: runtime.directory,
    ...(toolkitRoot === undefined ? {} : { toolkitRoot }),
  });
  expect(provider.supported).toBe(true);
  return provider as CudaProvider & { supported: true };
}

describe('the CUDA provider', () => {
  it.each(['darwin/arm64', 'win32/x64', 'linux/arm64'])('does not exist for %s', async (platform) => {
    const provider = await inspectCudaProvider({ platform });
    expect(provider).toMatchObject({ supported: false });
    expect('reason' in provider && provider.reason.en).toContain(platform);
  });

  it('is missing in a fresh installation', async () => {
    expect(await inspected()).toMatchObject({
      directory: runtime.libraries,
      path: null,
      shared: null,
      damage: null,
      missing: [],
    });
  });

  it('tells by the names of its libraries for which CUDA and cuDNN it is built, and which are missing', async () => {
    await withProvider({ needed });
    const provider = await inspected();
    expect(provider.requires).toEqual({ cuda: '99', cudnn: '88' });
    expect(provider.missing).toEqual(['libcublas.so.99', 'libcudart.so.99', 'libcudnn.so.88']);
    expect(provider.libraries.map(({ name }) => name)).toEqual(needed);
    expect(provider.libraries[3]?.path).toMatch(/\/libc\.so\.6$/);
  });

  it('tells which cuDNN it loads later, from the text in its code', async () => {
    // The compiler left the name in two constants of eight bytes that overlap, as in the builds of 1.30.
    await withProvider({ needed: ['libcudart.so.99'], texts: ['libcudnnH', 'dnn.so.88H'] });
    expect(await inspected()).toMatchObject({
      requires: { cuda: '99', cudnn: '88' },
      missing: ['libcudart.so.99', 'libcudnn.so.88'],
    });
    await withProvider({ needed: ['libcudart.so.99'] });
    expect((await inspected()).requires.cudnn).toBeNull();
  });

  it('finds libraries in LD_LIBRARY_PATH, RUNPATH and toolkits, and says which folders the loader must be told', async () => {
    const folder = await temporaryDirectory();
    const toolkit = join(folder, 'local/cuda-99.1/lib64');
    await mkdir(join(folder, 'path'), { recursive: true });
    await mkdir(join(runtime.libraries, '../beside'), { recursive: true });
    await mkdir(toolkit, { recursive: true });
    await writeFile(join(folder, 'path/libcublas.so.99'), '');
    await writeFile(join(runtime.libraries, '../beside/libcudart.so.99'), '');
    await writeFile(join(toolkit, 'libcudnn.so.88'), '');
    await withProvider({ needed, runpath: '$ORIGIN/../beside' });
    const provider = await inspected(`/nowhere:${folder}/path`, join(folder, 'local'));
    expect(provider.missing).toEqual([]);
    expect(provider.loaderFolders).toEqual([toolkit]);
    expect(provider.libraries[0]?.path).toBe(join(folder, 'path/libcublas.so.99'));
  });

  it('ignores the RPATH of a library that has a RUNPATH, as the loader does', async () => {
    const folder = await temporaryDirectory();
    await writeFile(join(folder, 'libcudart.so.99'), '');
    await withProvider({ needed: ['libcudart.so.99'], rpath: folder });
    expect((await inspected()).missing).toEqual([]);
    await withProvider({ needed: ['libcudart.so.99'], rpath: folder, runpath: '/nowhere' });
    expect((await inspected()).missing).toEqual(['libcudart.so.99']);
  });

  it('is looked for beside the runtime that LD_LIBRARY_PATH puts first', async () => {
    const other = await temporaryDirectory();
    await withProvider({ needed });
    expect((await inspected(other)).directory).toBe(runtime.libraries);
    await writeLibrary(join(other, 'libonnxruntime.so.1'), {});
    expect(await inspected(other)).toMatchObject({ directory: other, path: null });
    await withProvider({ needed: [] }, other);
    expect((await inspected(other)).path).toBe(join(other, 'libonnxruntime_providers_cuda.so'));
  });

  it('is not taken when it is damaged, or alone', async () => {
    await withProvider({ needed });
    await rm(join(runtime.libraries, 'libonnxruntime_providers_shared.so'));
    expect((await inspected()).shared).toBeNull();
    await writeFile(join(runtime.libraries, 'libonnxruntime_providers_cuda.so'), '<html>404</html>');
    const { path, damage } = await inspected();
    expect(path).toBeNull();
    expect(damage?.en).toContain('not a usable shared library');
  });
});
