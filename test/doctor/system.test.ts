import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemChecks } from '../../src/doctor/system-checks.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { named, statuses } from './examination.js';

/** A package whose native library is cut short. */
async function brokenPackage(): Promise<string> {
  const directory = join(await temporaryDirectory(), 'broken');
  await mkdir(directory);
  await writeFile(join(directory, 'binding.node'), 'not a library');
  await writeFile(join(directory, 'index.js'), "module.exports = require('./binding.node');");
  return directory;
}

describe('the system', () => {
  it('is in order here', async () => {
    const checks = await systemChecks();
    expect(statuses(checks)).toEqual({
      'node-version': 'PASS',
      'onnx-runtime': 'PASS',
      'image-decoder': 'PASS',
    });
    expect(named(checks, 'onnx-runtime').detail.en).toContain('cpu');
    expect(named(checks, 'image-decoder').detail.en).toContain('JPEG');
  });

  it.each(['18.20.8', '20.18.3'])('fails with Node.js %s', async (version) => {
    const found = named(await systemChecks(version), 'node-version');
    expect(found).toMatchObject({ status: 'FAIL', detail: { en: `Node.js ${version}; 20.19+ is needed.` } });
    expect(found.fix?.zh).toContain('nodejs.org');
  });

  it('fails with libraries that do not load, in the words of the loader', async () => {
    const broken = await brokenPackage();
    const checks = await systemChecks('22.1.0', { onnxRuntime: broken, sharp: broken });
    expect(statuses(checks)).toEqual({
      'node-version': 'PASS',
      'onnx-runtime': 'FAIL',
      'image-decoder': 'FAIL',
    });
    expect(named(checks, 'onnx-runtime').detail.en).toContain('binding.node');
    expect(named(checks, 'image-decoder').fix?.en).toContain('npm ci');
  });

  it('fails with a library that takes its process along', async () => {
    const directory = join(await temporaryDirectory(), 'crashing');
    await mkdir(directory);
    await writeFile(join(directory, 'index.js'), 'process.abort();');
    const found = named(await systemChecks('22.1.0', { onnxRuntime: directory }), 'onnx-runtime');
    expect(found.status).toBe('FAIL');
  });

  it('warns of formats that cannot be read', async () => {
    const directory = join(await temporaryDirectory(), 'poor');
    await mkdir(directory);
    const sharp = JSON.stringify(join(process.cwd(), 'node_modules/sharp'));
    const script = `const real = require(${sharp}); const poor = (...args) => real(...args);
      module.exports = Object.assign(poor, { versions: real.versions, format: { ...real.format, heif: undefined } });`;
    await writeFile(join(directory, 'index.js'), script);
    const found = named(await systemChecks('22.1.0', { sharp: directory }), 'image-decoder');
    expect(found.status).toBe('WARN');
    expect(found.detail.en).toContain('cannot read HEIF');
  });
});
