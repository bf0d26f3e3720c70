import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { copyFile, cp, mkdir, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DeviceError } from '../errors/device-error.js';
import { cudaLibrary, runtimeLibrary, sharedLibrary } from './cuda-provider.js';
import { machineX64, readSharedLibrary, type SharedLibrary } from './elf.js';
import { installThrough } from './install-folder.js';
import { exists } from './library-search.js';
import type { OnnxRuntimePackage } from './onnxruntime-package.js';
import type { ProviderDownload } from './provider-downloads.js';
import { textsInFile } from './text-in-file.js';

const longestOutput = 2000;

/**
 * Runs the install script of onnxruntime-node, on a copy of it, for the script writes into the folder that it lies in.
 * @param onOutput is given what the script says
 * @throws DeviceError when the script fails, mostly for want of a network; BadLibraryError when what came is no library
 */
export async function installFromDownload(
  runtime: OnnxRuntimePackage,
  { name, files }: ProviderDownload,
  onOutput: (text: string) => void,
): Promise<void> {
  await installThrough(runtime.directory, runtime.libraries, async (staging) => {
    await cp(join(runtime.directory, 'script'), join(staging, 'script'), { recursive: true });
    await mkdir(join(staging, 'tmp'));
    const said = await runInstallScript(staging, name, onOutput);
    const folder = join(staging, relative(runtime.directory, runtime.libraries));
    const paths = files.map((file) => join(folder, file));
    for (const path of paths) {
      if (!(await exists(path))) {
        throw new DeviceError(`The install script of onnxruntime-node left out ${path}.\n${said}`);
      }
    }
    await checkLibraries(paths, runtime.version);
    return inOrder(paths);
  });
}

async function runInstallScript(
  staging: string,
  name: string,
  onOutput: (text: string) => void,
): Promise<string> {
  // The first would beat the flag. Under npm (`npm run`, `npx`) the script of 1.30 does nothing: its parser loses the flag's
  // value, and without one it takes a package that npm runs in for its own.
  const overruling = /^(onnxruntime_node_install|npm_)/i;
  const environment = Object.entries(process.env).filter(([variable]) => !overruling.test(variable));
  const script = join(staging, 'script/install.js');
  const child = spawn(process.execPath, [script, `--onnxruntime-node-install=${name}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The package is downloaded to the folder for temporary files, which is often small.
    env: { ...Object.fromEntries(environment), TMPDIR: join(staging, 'tmp') },
  });
  let said = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-longestOutput);
      if (output === child.stdout) onOutput(text);
    });
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (status === 0) return said;
  const [why = 'it did not say why'] = /(?<=^\w*Error: ).*$/m.exec(said) ?? [];
  throw new DeviceError(
    `The CUDA provider could not be downloaded: ${why.replace(/\.$/, '')}. Nothing was changed. Check that this machine reaches the ` +
      'host (behind a proxy, set GLOBAL_AGENT_HTTPS_PROXY), or fetch the libraries on another machine and run ' +
      '`ofa-caption cuda install --from DIR`.',
  );
}

/**
 * Copies the provider's libraries out of a folder, and its `libonnxruntime.so.1` where there is one, for runtime and provider
 * of different builds need not fit.
 * @throws DeviceError when a library is missing there or belongs to another version of ONNX Runtime; BadLibraryError
 */
export async function installFromFolder(runtime: OnnxRuntimePackage, folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new DeviceError(`The folder ${folder} cannot be read.`, { cause });
  });
  for (const name of [cudaLibrary, sharedLibrary]) {
    if (!names.includes(name)) throw new DeviceError(`There is no ${name} in ${folder}.`);
  }
  // Outside packages of npm its name carries the whole version.
  const whole = names.find((name) => /^libonnxruntime\.so\.1\.[\d.]+$/.test(name));
  const found = names.includes(runtimeLibrary) ? runtimeLibrary : whole;
  const copies = [cudaLibrary, sharedLibrary].map((name) => ({ from: name, to: name }));
  if (found !== undefined) copies.push({ from: found, to: runtimeLibrary });
  await installThrough(runtime.directory, runtime.libraries, async (staging) => {
    const paths = copies.map(({ to }) => join(staging, to));
    for (const { from, to } of copies) {
      await copyFile(join(folder, from), join(staging, to), constants.COPYFILE_FICLONE);
    }
    await checkLibraries(paths, runtime.version);
    return inOrder(paths);
  });
  return copies.map(({ to }) => to);
}

/** The provider last: as long as it is missing, nobody tries to use the others. */
function inOrder(paths: readonly string[]): string[] {
  const isProvider = (path: string): boolean => path.endsWith(`/${cudaLibrary}`);
  return [...paths.filter((path) => !isProvider(path)), ...paths.filter(isProvider)];
}

async function checkLibraries(paths: readonly string[], version: string): Promise<void> {
  for (const path of paths) {
    const library = await readSharedLibrary(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (library.machine !== machineX64)
      throw new DeviceError(`${name} is for another processor than x86-64.`);
    const belongs = await versionsOf(name, path, library, version);
    if (belongs.size > 0 && !belongs.has(version)) {
      throw new DeviceError(
        `${name} belongs to ONNX Runtime ${[...belongs].join(' or ')}, and ${version} is installed. Nothing was changed. ` +
          `Take the libraries of ONNX Runtime ${version}.`,
      );
    }
  }
}

/** The versions that a library may be of; empty where it does not tell. */
async function versionsOf(
  name: string,
  path: string,
  library: SharedLibrary,
  installed: string,
): Promise<Set<string>> {
  if (name === runtimeLibrary) {
    const own = library.versions.filter((version) => /^VERS_\d+\.\d+\.\d+$/.test(version));
    return new Set(own.map((version) => version.slice('VERS_'.length)));
  }
  if (name !== cudaLibrary) return new Set();
  // The provider has it among its texts, beside versions of other things.
  const major = Number.parseInt(installed, 10);
  return textsInFile(path, new RegExp(`\\0(${major}\\.\\d+\\.\\d+)(?=\\0)`, 'g'));
}
