import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onnxRuntimePackage, type OnnxRuntimePackage } from '../../src/devices/onnxruntime-package.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { writeLibrary } from './write-library.js';

/** A copy of the installed onnxruntime-node, with its own install script and a small runtime, to try things on. */
export async function copiedPackage(): Promise<OnnxRuntimePackage> {
  const installed = onnxRuntimePackage('linux/x64');
  const directory = join(await temporaryDirectory(), 'onnxruntime-node');
  await mkdir(directory);
  for (const name of ['package.json', 'script']) {
    await cp(join(installed.directory, name), join(directory, name), { recursive: true });
  }
  const copy = onnxRuntimePackage('linux/x64', directory);
  await mkdir(copy.libraries, { recursive: true });
  await writeLibrary(join(copy.libraries, 'libonnxruntime.so.1'), {
    soname: 'libonnxruntime.so.1',
    versions: [`VERS_${copy.version}`],
  });
  return copy;
}

/** Makes the package's install script one that writes files, as the real one does after its download. */
export async function writeInstallScript({ directory }: OnnxRuntimePackage, body: string): Promise<void> {
  const script = `
    const { copyFileSync, mkdirSync, writeFileSync } = require('node:fs');
    const { join } = require('node:path');
    const folder = join(__dirname, '../bin/napi-v6/linux/x64');
    ${body}`;
  await writeFile(join(directory, 'script/install.js'), script);
}
