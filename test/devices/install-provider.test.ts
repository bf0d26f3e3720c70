import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installThrough } from '../../src/devices/install-folder.js';
import { installFromDownload, installFromFolder } from '../../src/devices/install-provider.js';
import { onnxRuntimePackage, type OnnxRuntimePackage } from '../../src/devices/onnxruntime-package.js';
import { providerDownloads } from '../../src/devices/provider-downloads.js';
import { DeviceError } from '../../src/errors/device-error.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { copiedPackage, writeInstallScript } from './runtime-package.js';
import { libraryBytes, writeLibrary } from './write-library.js';

const cuda = 'libonnxruntime_providers_cuda.so';
const shared = 'libonnxruntime_providers_shared.so';
const runtimeLibrary = 'libonnxruntime.so.1';

let runtime: OnnxRuntimePackage;
let source: string;

beforeEach(async () => {
  runtime = await copiedPackage();
  source = await temporaryDirectory();
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Every file of the package with its content. */
async function contents(): Promise<Record<string, string>> {
  const entries = await readdir(runtime.directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(async (file) => [file, (await readFile(file)).toString('base64')] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function expectUnchanged(install: () => Promise<unknown>, reason: RegExp): Promise<void> {
  const before = await contents();
  const refusal = await install().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DeviceError);
  expect(String(refusal)).toMatch(reason);
  expect(await contents()).toEqual(before);
}

async function fillSource(version = runtime.version): Promise<void> {
  await writeLibrary(join(source, cuda), { needed: ['libcudart.so.13'], texts: ['7.2.0', version, '9.1.0'] });
  await writeLibrary(join(source, shared), { soname: shared });
}

describe('what onnxruntime-node offers', () => {
  it('is read from the installed package', () => {
    const [offer] = providerDownloads(onnxRuntimePackage('linux/x64'), 'linux/x64');
    expect(offer?.name).toMatch(/^cuda\d+$/);
    expect(offer?.files).toEqual(expect.arrayContaining([cuda, shared]));
    expect(offer?.packages[0]).toMatchObject({
      version: runtime.version,
      feed: expect.stringMatching(/^https:\/\//) as string,
    });
  });

  it.each(['darwin/arm64', 'win32/x64', 'linux/arm64', 'aix/ppc64'])('is nothing for %s', (platform) => {
    expect(providerDownloads(onnxRuntimePackage(platform), platform)).toEqual([]);
  });
});

describe('installing from a folder', () => {
  it('puts the libraries beside the runtime', async () => {
    await fillSource();
    expect(await installFromFolder(runtime, source)).toEqual([cuda, shared]);
    expect((await readdir(runtime.libraries)).sort()).toEqual([runtimeLibrary, cuda, shared].sort());
    expect(await readFile(join(runtime.libraries, cuda))).toEqual(await readFile(join(source, cuda)));
    expect((await readdir(runtime.directory)).sort()).toEqual(['bin', 'package.json', 'script']);
  });

  it.each([runtimeLibrary, 'libonnxruntime.so.1.30.0'])(
    'takes the runtime of the same build: %s',
    async (name) => {
      await fillSource();
      const own = libraryBytes({ versions: [`VERS_${runtime.version}`], texts: ['another build'] });
      await writeFile(join(source, name), own);
      expect(await installFromFolder(runtime, source)).toContain(runtimeLibrary);
      expect(await readFile(join(runtime.libraries, runtimeLibrary))).toEqual(own);
    },
  );

  it('replaces an earlier one', async () => {
    await fillSource();
    await installFromFolder(runtime, source);
    await writeLibrary(join(source, cuda), { needed: ['libcudart.so.12'] });
    await installFromFolder(runtime, source);
    expect(await readFile(join(runtime.libraries, cuda))).toEqual(await readFile(join(source, cuda)));
  });

  it('removes what an install left behind that was killed', async () => {
    await mkdir(join(runtime.directory, '.cuda-install-99999999-abc/previous'), { recursive: true });
    await fillSource();
    await installFromFolder(runtime, source);
    expect((await readdir(runtime.directory)).sort()).toEqual(['bin', 'package.json', 'script']);
  });

  it('changes nothing when a library is missing, damaged, for another processor or of another version', async () => {
    await expectUnchanged(() => installFromFolder(runtime, join(source, 'nowhere')), /cannot be read/);
    await expectUnchanged(() => installFromFolder(runtime, source), new RegExp(`no ${cuda}`));
    await fillSource('1.23.2');
    await expectUnchanged(
      () => installFromFolder(runtime, source),
      new RegExp(
        `belongs to ONNX Runtime 1\\.23\\.2, and ${runtime.version.replaceAll('.', '\\.')} is installed`,
      ),
    );
    await fillSource();
    await writeLibrary(join(source, shared), { machine: 183 });
    await expectUnchanged(() => installFromFolder(runtime, source), /another processor/);
    await fillSource();
    await writeLibrary(join(source, runtimeLibrary), { versions: ['VERS_1.23.2'] });
    await expectUnchanged(
      () => installFromFolder(runtime, source),
      /libonnxruntime\.so\.1 belongs to .*1\.23\.2/,
    );
    await rm(join(source, runtimeLibrary));
    await writeFile(join(source, cuda), 'half a libr');
    await expectUnchanged(() => installFromFolder(runtime, source), /not a usable shared library/);
    await rm(join(source, shared));
    await expectUnchanged(() => installFromFolder(runtime, source), new RegExp(`no ${shared}`));
  });

  it('puts back what it replaced when a later file cannot be put in its place', async () => {
    await fillSource();
    await installFromFolder(runtime, source);
    const before = await contents();
    const install = installThrough(runtime.directory, runtime.libraries, async (staging) => {
      for (const name of [cuda, 'libnew.so']) await writeFile(join(staging, name), 'newer');
      return [cuda, 'libnew.so', shared].map((name) => join(staging, name));
    });
    await expect(install).rejects.toThrow('ENOENT');
    expect(await contents()).toEqual(before);
  });
});

describe('installing by the script of onnxruntime-node', () => {
  const [offer] = providerDownloads(onnxRuntimePackage('linux/x64'), 'linux/x64');
  const ignore = (): void => undefined;

  it('changes nothing when the host cannot be reached, and says what to do', async () => {
    const metadata = join(runtime.directory, 'script/install-metadata.js');
    const text = await readFile(metadata, 'utf8');
    await writeFile(metadata, text.replace('https://api.nuget.org', 'https://127.0.0.1:1'));
    // The script finds its libraries as it does in node_modules.
    const installed = onnxRuntimePackage('linux/x64').directory;
    await symlink(dirname(installed), join(dirname(runtime.directory), 'node_modules'));
    await expectUnchanged(
      () => installFromDownload(runtime, offer!, ignore),
      /could not be downloaded: .*ECONNREFUSED 127\.0\.0\.1:1.*Nothing was changed\..*--from DIR/s,
    );
  });

  it('puts what the script fetched into place', async () => {
    await writeInstallScript(
      runtime,
      `if (!process.argv.includes('--onnxruntime-node-install=${offer!.name}')) process.exit(3);
       if (process.env.ONNXRUNTIME_NODE_INSTALL !== undefined) process.exit(4);
       if (process.env.npm_package_json !== undefined) process.exit(5);
       console.log('Downloading something');
       mkdirSync(folder, { recursive: true });
       for (const name of ${JSON.stringify(offer!.files)}) copyFileSync(join(${JSON.stringify(source)}, name), join(folder, name));`,
    );
    for (const name of offer!.files) await writeLibrary(join(source, name), { texts: [runtime.version] });
    vi.stubEnv('ONNXRUNTIME_NODE_INSTALL', 'skip');
    vi.stubEnv('npm_package_json', join(runtime.directory, 'package.json'));
    let said = '';
    await installFromDownload(runtime, offer!, (text) => (said += text));
    expect(said).toContain('Downloading something');
    expect(await readdir(runtime.libraries)).toEqual(
      expect.arrayContaining([...offer!.files, runtimeLibrary]),
    );
    expect((await readdir(runtime.directory)).sort()).toEqual(['bin', 'package.json', 'script']);
  });

  it('changes nothing when the script ends early, leaves a file out or brings something else', async () => {
    await writeInstallScript(runtime, `throw new Error('Failed to download. HTTP status code = 503');`);
    await expectUnchanged(
      () => installFromDownload(runtime, offer!, ignore),
      /HTTP status code = 503\. Nothing/,
    );
    await writeInstallScript(runtime, `process.exit(0);`);
    await expectUnchanged(() => installFromDownload(runtime, offer!, ignore), /left out/);
    await writeInstallScript(
      runtime,
      `mkdirSync(folder, { recursive: true });
       for (const name of ${JSON.stringify(offer!.files)}) writeFileSync(join(folder, name), '<html>sign in</html>');`,
    );
    await expectUnchanged(() => installFromDownload(runtime, offer!, ignore), /not a usable shared library/);
  });
});
