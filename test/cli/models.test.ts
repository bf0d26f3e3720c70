import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataDirectoryAt } from '../../src/storage/data-directory.js';
import { embeddedModel, photo } from '../engine/real-engine.js';
import { writeTerseModel } from '../model/terse-model.js';
import { openStorage } from '../storage/open-storage.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { runProgram, type ProgramResult } from './run-program.js';

const lockHolder = fileURLToPath(new URL('../storage/fixtures/lock-holder.js', import.meta.url));

let data: string;
let source: string;
let server: ChildProcess | null;
beforeEach(async () => {
  const folder = await temporaryDirectory();
  data = join(folder, 'data');
  source = join(folder, 'Terse');
  server = null;
  await writeTerseModel(source, 3);
});
afterEach(() => {
  server?.kill('SIGKILL');
});

function models(...[subcommand = '', ...args]: string[]): Promise<ProgramResult> {
  return runProgram(['models', subcommand, '--data', data, ...args]);
}

async function succeeds(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await models(...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

async function names(): Promise<string[]> {
  const listed = JSON.parse(await succeeds('list', '--format', 'json')) as { name: string }[];
  return listed.map(({ name }) => name);
}

const wordsOf = async (...args: string[]): Promise<number> => {
  const { status, stdout, stderr } = await runProgram([
    'caption',
    photo('dog.webp'),
    '--data',
    data,
    ...args,
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .replace(/^.*?: /, '')
    .trim()
    .split(' ').length;
};

describe('a model that is imported', () => {
  it('captions by its name, and for good when it is the default one', async () => {
    expect(await succeeds('import', source)).toContain('Imported "terse": en, 224 px, 10.9 M parameters');
    expect(await wordsOf()).toBeGreaterThan(3);
    expect(await wordsOf('--model', 'terse')).toBeLessThanOrEqual(3);
    await succeeds('default', 'terse');
    expect(await succeeds('default')).toBe('terse\n');
    expect(await wordsOf()).toBeLessThanOrEqual(3);
    expect(await wordsOf('--model', 'ofa-mini-en')).toBeGreaterThan(3);
    expect(await wordsOf('--model', source)).toBeLessThanOrEqual(3);
    const shown = await runProgram(['profiles', 'show', '--data', data], undefined, {
      OFA_CAPTION_MODEL: 'ofa-mini-en',
    });
    expect(shown.stdout).toMatch(/^model +ofa-mini-en +OFA_CAPTION_MODEL$/m);
  });

  it('is listed with what it is and where it came from', async () => {
    await succeeds('import', source);
    const [embedded, imported] = JSON.parse(await succeeds('list', '--format', 'json')) as object[];
    expect(embedded).toMatchObject({ name: 'ofa-mini-en', default: true, source: null });
    expect(imported).toMatchObject({
      name: 'terse',
      default: false,
      language: 'en',
      imageSize: 224,
      parameters: 10_851_788,
      source: { kind: 'directory', path: source },
    });
    const table = await succeeds('list');
    expect(table).toMatch(/^\* ofa-mini-en .* comes with the program$/m);
    expect(table).toMatch(/^ {2}terse +en +224 +10\.9 M +\d+\.\d MB +\/.*Terse$/m);
  });

  it('is told to be there already; another of its name is refused', async () => {
    await succeeds('import', source);
    expect(await succeeds('import', source)).toContain('there already, with the same content');
    const other = await models('import', embeddedModel, '--name', 'terse');
    expect(other.status).toBe(2);
    expect(other.stderr).toContain('ofa-caption models remove terse');
  });
});

describe('verify', () => {
  it('proves the model by a caption', async () => {
    await succeeds('import', source);
    const lines = (await succeeds('verify', 'terse')).trim().split('\n');
    expect(lines.map((line) => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
      'ok files',
      'ok tensors',
      'ok package',
      'ok compile',
      'ok caption',
    ]);
    expect((await models('verify', 'ofa-mini-en')).status).toBe(0);
  });

  it('finds a flipped byte', async () => {
    await succeeds('import', source);
    const weights = join(data, 'models/terse/model.safetensors');
    const bytes = await readFile(weights);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(weights, bytes);
    const { status, stdout } = await models('verify', 'terse');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^fail {2}files .*model\.safetensors/m);
    expect(stdout).not.toContain('vocab.json');
    expect(stdout).toMatch(/^ok {4}tensors/m);
  });

  it('finds a wrong shape', async () => {
    await succeeds('import', source);
    const path = join(data, 'models/terse/config.json');
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('"encoder_ffn_dim": 1024', '"encoder_ffn_dim": 512'),
    );
    const { status, stdout } = await models('verify', 'terse');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^fail {2}tensors .*fc1\.weight.*\[1024, 256\].*\[512, 256\]/m);
    expect(stdout).toMatch(/^skip {2}caption/m);
  });
});

describe('remove', () => {
  it('takes the model away, and its compiled graphs', async () => {
    await succeeds('import', source);
    await wordsOf('--model', 'terse');
    await wordsOf('--model', 'ofa-mini-en');
    expect(await readdir(join(data, 'graphs'))).toHaveLength(2);
    await succeeds('remove', 'terse');
    expect(await names()).toEqual(['ofa-mini-en']);
    expect(await readdir(join(data, 'graphs'))).toHaveLength(1);
    const missing = await models('remove', 'terse');
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain('only: "ofa-mini-en"');
  });

  it('leaves the graphs of another model of the same content', async () => {
    await succeeds('import', source);
    await succeeds('import', source, '--name', 'again');
    await wordsOf('--model', 'again');
    await succeeds('remove', 'again');
    expect(await readdir(join(data, 'graphs'))).toHaveLength(1);
  });

  it('refuses the embedded model, the default one, and one that a profile names', async () => {
    await succeeds('import', source);
    const embedded = await models('remove', 'ofa-mini-en');
    expect(embedded).toMatchObject({ status: 2, stdout: '' });
    await succeeds('default', 'terse');
    expect((await models('remove', 'terse')).stderr).toContain('models default NAME');
    await succeeds('default', 'ofa-mini-en');
    const file = join(data, 'profiles.json');
    await writeFile(file, JSON.stringify({ profiles: [{ name: 'short', model: 'terse' }] }));
    expect((await runProgram(['profiles', 'import', file, '--data', data])).status).toBe(0);
    const named = await models('remove', 'terse');
    expect(named.status).toBe(2);
    expect(named.stderr).toContain('"short"');
    expect(await names()).toContain('terse');
  });
});

describe('what is not there', () => {
  it('is said with the names that there are', async () => {
    await succeeds('import', source);
    const captioned = await runProgram(['caption', photo('dog.webp'), '--data', data, '--model', 'other']);
    expect(captioned.status).toBe(2);
    expect(captioned.stderr).toContain('ofa-mini-en, terse');
    for (const command of ['verify', 'default']) {
      const { status, stderr } = await models(command, 'other');
      expect(status).toBe(1);
      expect(stderr).toContain('"ofa-mini-en", "terse"');
    }
  });

  it('keeps a profile from captioning, with what to do', async () => {
    await succeeds('import', source);
    await succeeds('default', 'terse');
    await rm(join(data, 'models/terse'), { recursive: true });
    const { status, stderr } = await runProgram(['caption', photo('dog.webp'), '--data', data]);
    expect(status).toBe(2);
    expect(stderr).toContain('models import DIR --name terse');
    const doctor = await runProgram(['doctor', '--data', data, '--lang', 'en', '--port', '0']);
    expect(doctor.status).toBe(1);
    expect(doctor.stdout).toContain('goes by the model "terse", which is not there');
    expect(await wordsOf('--model', 'ofa-mini-en')).toBeGreaterThan(3);
  });
});

it('a model is brought in beside a running server; the default one is changed by its API then', async () => {
  const directory = dataDirectoryAt(data);
  await mkdir(data);
  const storage = await openStorage(data);
  await storage.database.$disconnect();
  server = spawn(process.execPath, [lockHolder, directory.lock], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server.stdout!, 'data');
  await succeeds('import', source);
  const refused = await models('default', 'terse');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('setDefaultModel');
  expect(await succeeds('default')).toBe('ofa-mini-en\n');
});

it('an import that is interrupted leaves nothing behind', async () => {
  // So large that the signal arrives while it is copied.
  await writeFile(join(source, 'README.md'), Buffer.alloc(300_000_000));
  const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  const child = spawn(process.execPath, [program, 'models', 'import', source, '--data', data], {
    stdio: 'ignore',
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  while (
    !(await readdir(join(data, 'models')).catch(() => [])).some((name) => name.startsWith('.incoming'))
  ) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  child.kill('SIGINT');
  expect(await ended).toContain(1);
  expect(await readdir(join(data, 'models'))).toEqual([]);
});

it('help of each command shows how it is used', async () => {
  for (const command of ['import', 'list', 'verify', 'remove', 'default']) {
    const { status, stdout } = await runProgram(['models', command, '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples?:\\n {2}ofa-caption models ${command}`));
  }
});
