import { cp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { modelChecks } from '../../src/doctor/model-checks.js';
import { embeddedModel } from '../engine/real-engine.js';
import { writeSmallModel } from '../model/small-model.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { named, statuses } from './examination.js';

let directory: string;
beforeEach(async () => {
  directory = await writeSmallModel();
});

async function check(name: string, recorded: string | null = null) {
  return named((await modelChecks(directory, recorded)).checks, name);
}

describe('the embedded model', () => {
  it('is whole, by the list of its hashes too', async () => {
    const { checks, model } = await modelChecks(embeddedModel, null);
    expect(new Set(Object.values(statuses(checks)))).toEqual(new Set(['PASS']));
    expect(model?.name).toBe('ofa-mini-en');
  });

  it('with one bit of its weights turned is readable, and told from the real one', async () => {
    directory = await temporaryDirectory();
    await cp(embeddedModel, directory, { recursive: true });
    const file = await open(join(directory, 'model.safetensors'), 'r+');
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, 10_000_000);
    byte[0]! ^= 1;
    await file.write(byte, 0, 1, 10_000_000);
    await file.close();
    const { checks } = await modelChecks(directory, null);
    expect(statuses(checks)).toMatchObject({
      weights: 'PASS',
      'model-package': 'PASS',
      'model-hashes': 'FAIL',
    });
    expect(named(checks, 'model-hashes').detail.en).toBe('Not as SHA256SUMS says: model.safetensors.');
  });
});

describe('the files', () => {
  it('config.json that is missing fails, and nothing that depends on it is checked', async () => {
    await rm(join(directory, 'config.json'));
    const { checks, model } = await modelChecks(directory, null);
    expect(statuses(checks)).toEqual({
      'model-config': 'FAIL',
      weights: 'SKIP',
      vocabulary: 'SKIP',
      'model-package': 'FAIL',
      'model-hashes': 'SKIP',
    });
    expect(model).toBeNull();
  });

  it('weights that are cut short fail, and the rest is told nevertheless', async () => {
    await truncate(join(directory, 'model.safetensors'), 5000);
    const { checks } = await modelChecks(directory, null);
    expect(statuses(checks)).toMatchObject({ 'model-config': 'PASS', weights: 'FAIL', vocabulary: 'PASS' });
    expect(named(checks, 'weights').detail.zh).toContain('模型文件有问题');
    expect(named(checks, 'weights').fix?.en).toContain(directory);
  });

  it('a vocabulary that is missing fails', async () => {
    await rm(join(directory, 'vocab.json'));
    expect(await check('vocabulary')).toMatchObject({ status: 'FAIL' });
  });

  it('a vocabulary of another model fails as a package', async () => {
    const vocabulary = JSON.parse(await readFile(join(directory, 'vocab.json'), 'utf8')) as Record<
      string,
      number
    >;
    const fewer = Object.fromEntries(Object.entries(vocabulary).filter(([, id]) => id < 200));
    await writeFile(join(directory, 'vocab.json'), JSON.stringify(fewer));
    const { checks } = await modelChecks(directory, null);
    expect(named(checks, 'model-package').status).toBe('FAIL');
  });
});

describe('the hashes', () => {
  it('are compared with those that the last caption was made with', async () => {
    const { model } = await modelChecks(directory, null);
    const hash = model?.hash ?? '';
    expect((await check('model-hashes', hash)).status).toBe('PASS');
    const before = createHash('sha256').update('another').digest('hex');
    const changed = await check('model-hashes', before);
    expect(changed.status).toBe('WARN');
    expect(changed.detail.en).toContain(before.slice(0, 12));
    expect((await check('model-hashes')).status).toBe('SKIP');
  });
});
