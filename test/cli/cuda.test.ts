import { chmod, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onnxRuntimePackage } from '../../src/devices/onnxruntime-package.js';
import { recording, replayed, type Scenario } from '../devices/replayed-nvidia-smi.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { writeLibrary } from '../devices/write-library.js';
import { runProgram } from './run-program.js';

const linuxX64 = process.platform === 'linux' && process.arch === 'x64';
const { libraries, version } = onnxRuntimePackage('linux/x64');

/** The environment of a machine whose nvidia-smi answers as in the scenario. */
async function machineWith(scenario: Scenario): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryDirectory();
  const { command, args } = replayed(scenario);
  const quoted = [command, ...args].map((arg) => `'${arg.replaceAll("'", String.raw`'\''`)}'`);
  await writeFile(join(folder, 'nvidia-smi'), `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`);
  await chmod(join(folder, 'nvidia-smi'), 0o755);
  return { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`, CUDA_VISIBLE_DEVICES: undefined };
}

const two2070 = {
  capabilities: '0, 7.5\n1, 7.5\n',
  steps: [{ file: recording('dual-2070') }, { hang: true }],
};

describe.skipIf(!linuxX64)('ofa-caption cuda status', () => {
  it('says CUDA can be used where every piece is there', async () => {
    const runtime = await temporaryDirectory();
    await writeLibrary(join(runtime, 'libonnxruntime.so.1'), {});
    await writeLibrary(join(runtime, 'libonnxruntime_providers_shared.so'), {});
    await writeLibrary(join(runtime, 'libonnxruntime_providers_cuda.so'), { needed: ['libcudart.so.13'] });
    await writeFile(join(runtime, 'libcudart.so.13'), '');
    const environment = { ...(await machineWith(two2070)), LD_LIBRARY_PATH: runtime };
    const { status, stdout, stderr } = await runProgram(['cuda', 'status'], undefined, environment);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ok +driver +NVIDIA driver 590\.44\.01, for CUDA up to 13\.1\.$/m);
    expect(stdout).toMatch(/^ok +provider .* built for CUDA 13\.$/m);
    expect(stdout).toContain(
      'GPU 1: NVIDIA GeForce RTX 2070, 8192 MiB, compute capability 7.5, GPU-12345678',
    );
    expect(stdout).toMatch(/CUDA can be used\.\n$/);
  });

  it('names each missing piece with what to do, and fails', async () => {
    const broken = await machineWith({
      steps: [
        { text: "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n" },
        { exit: 9 },
      ],
    });
    const environment = { ...broken, LD_LIBRARY_PATH: await emptyRuntime() };
    const { status, stdout } = await runProgram(['cuda', 'status'], undefined, environment);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^missing +driver .*couldn't communicate with the NVIDIA driver.*\n +→ Install the NVIDIA driver/m,
    );
    expect(stdout).toMatch(/^missing +provider .*\n +→ Run `ofa-caption cuda install`/m);
    expect(stdout).toMatch(/CUDA cannot be used\.\n$/);
  });

  it('honours CUDA_VISIBLE_DEVICES', async () => {
    const environment = { ...(await machineWith(two2070)), CUDA_VISIBLE_DEVICES: '4' };
    const { status, stdout } = await runProgram(['cuda', 'status'], undefined, environment);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^missing +visible GPUs +CUDA_VISIBLE_DEVICES names "4"/m);
  });
});

async function emptyRuntime(): Promise<string> {
  const folder = await temporaryDirectory();
  await writeLibrary(join(folder, 'libonnxruntime.so.1'), {});
  return folder;
}

describe('ofa-caption cuda install', () => {
  it.skipIf(!linuxX64)(
    'says beforehand what it would fetch, from where and to where, and does nothing else',
    async () => {
      const before = await readdir(libraries);
      const { status, stdout } = await runProgram(['cuda', 'install', '--dry-run']);
      expect(status).toBe(0);
      for (const part of ['libonnxruntime_providers_cuda.so', version, 'https://', 'Licence', libraries]) {
        expect(stdout).toContain(part);
      }
      expect(await readdir(libraries)).toEqual(before);
    },
  );

  it.skipIf(!linuxX64)('changes nothing when the folder lacks a library', async () => {
    const before = await readdir(libraries);
    const folder = await temporaryDirectory();
    const { status, stderr } = await runProgram(['cuda', 'install', '--from', folder]);
    expect(status).toBe(1);
    expect(stderr).toContain(`There is no libonnxruntime_providers_cuda.so in ${folder}.`);
    expect(await readdir(libraries)).toEqual(before);
  });

  it.skipIf(!linuxX64)('offers only what the installed package has', async () => {
    const { status, stderr } = await runProgram(['cuda', 'install', '--cuda', '7']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/offers CUDA \d+ for download.*--from/);
  });

  // On Linux there is nothing to be seen of it.
  if (!linuxX64) {
    it('refuses a platform without a CUDA build', async () => {
      const { status, stderr } = await runProgram(['cuda', 'install']);
      expect(status).toBe(1);
      expect(stderr).toContain('CUDA on Linux x64 only');
    });
  }

  it('explains itself, and refuses what it does not know', async () => {
    const help = await runProgram(['cuda', 'install', '--help']);
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('--from <dir>');
    expect((await runProgram(['cuda', 'install', '--cuda', '12', '--from', '.'])).status).toBe(2);
    expect((await runProgram(['cuda', 'remove'])).status).toBe(2);
  });
});
