import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataDirectoryAt } from '../../src/storage/data-directory.js';
import { photo } from '../engine/real-engine.js';
import { openStorage } from '../storage/open-storage.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { runProgram, type ProgramResult } from './run-program.js';

const builtIns = ['auto', 'development', 'production', 'low-memory'];
const lockHolder = fileURLToPath(new URL('../storage/fixtures/lock-holder.js', import.meta.url));

let data: string;
let server: ChildProcess | null;
beforeEach(async () => {
  data = join(await temporaryDirectory(), 'data');
  server = null;
});
afterEach(() => {
  server?.kill('SIGKILL');
});

type Environment = Readonly<Record<string, string>>;

function profiles(args: readonly string[], environment: Environment = {}): Promise<ProgramResult> {
  const [subcommand = '', ...rest] = args;
  return runProgram(['profiles', subcommand, '--data', data, ...rest], undefined, environment);
}

async function json<Value>(args: readonly string[], environment: Environment = {}): Promise<Value> {
  const { stdout, stderr } = await profiles([...args, '--json'], environment);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Value;
}

interface ListedProfile {
  readonly name: string;
  readonly active: boolean;
  readonly builtIn: boolean;
  readonly batchSize: number;
}

interface ShownProfile {
  readonly name: string;
  readonly active: boolean;
  readonly parameters: Record<string, { readonly value: unknown; readonly source: string }>;
}

async function activeName(): Promise<string | undefined> {
  return (await json<ListedProfile[]>(['list'])).find(({ active }) => active)?.name;
}

async function importFile(content: unknown, ...options: string[]): Promise<ProgramResult> {
  const file = join(await temporaryDirectory(), 'profiles.json');
  await writeFile(file, JSON.stringify(content));
  return profiles(['import', file, ...options]);
}

/** As a running server does. */
async function holdLock(): Promise<void> {
  await openStorage(data);
  server = spawn(process.execPath, [lockHolder, dataDirectoryAt(data).lock], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout!, 'data');
}

describe('ofa-caption profiles list', () => {
  it('knows the built-in ones before there is a data directory, and makes none', async () => {
    const { status, stdout } = await profiles(['list']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\* auto +built-in +ofa-mini-en +AUTO +FP32 +8 +none +BEAM$/m);
    expect((await json<ListedProfile[]>(['list'])).map(({ name }) => name)).toEqual(builtIns);
    await expect(access(data)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('ofa-caption profiles show', () => {
  it('says where each value comes from', async () => {
    const environment = {
      FORCE_CUDA: '1',
      OFA_CAPTION_BATCH_SIZE: '3',
      OFA_CAPTION_LOW_MEMORY: 'false',
      OFA_CAPTION_SEED: '1',
    };
    const options = ['--seed', 'none', '--device-ids', '1,0', '--no-monitoring', '--precision', 'bf16'];
    const shown = await json<ShownProfile>(['show', 'production', ...options], environment);
    expect(shown).toMatchObject({
      name: 'production',
      active: false,
      parameters: {
        forceCuda: { value: true, source: 'FORCE_CUDA' },
        batchSize: { value: 3, source: 'OFA_CAPTION_BATCH_SIZE' },
        lowMemory: { value: false, source: 'OFA_CAPTION_LOW_MEMORY' },
        seed: { value: null, source: '--seed' },
        deviceIds: { value: [0, 1], source: '--device-ids' },
        monitoring: { value: false, source: '--no-monitoring' },
        precision: { value: 'BF16', source: '--precision' },
        maxImageSize: { value: 768, source: 'built-in' },
        beamSize: { value: 5, source: 'configuration.json of ofa-mini-en' },
      },
    });
    await importFile({ profiles: [{ name: 'mine', beamSize: 2 }] });
    const mine = await profiles(['show', 'mine'], { OFA_CAPTION_QUEUE_SIZE: '5' });
    expect(mine.stdout).toMatch(/^beamSize +2 +profile mine$/m);
    expect(mine.stdout).toMatch(/^queueSize +5 +OFA_CAPTION_QUEUE_SIZE$/m);
    expect(mine.stdout).toMatch(/^temperature +1 +configuration\.json of ofa-mini-en$/m);
  });

  it('shows the active one when none is named, and finds no other', async () => {
    expect(await json<ShownProfile>(['show'])).toMatchObject({ name: 'auto', active: true });
    const { status, stderr } = await profiles(['show', 'none']);
    expect(status).toBe(1);
    expect(stderr).toContain('"none"');
  });

  it.each<[string, Environment, string[]]>([
    ['FORCE_CUDA', { FORCE_CUDA: '0' }, []],
    ['FORCE_CUDA', { FORCE_CUDA: 'no' }, []],
    ['FORCE_CUDA', { FORCE_CUDA: '' }, []],
    ['--no-force-cuda', { FORCE_CUDA: '1' }, ['--no-force-cuda']],
    ['OFA_CAPTION_FORCE_CUDA', { FORCE_CUDA: '1', OFA_CAPTION_FORCE_CUDA: '0' }, []],
  ])('forces nothing onto a GPU: %s, %j %j', async (_what, environment, options) => {
    const { parameters } = await json<ShownProfile>(['show', ...options], environment);
    expect(parameters['forceCuda']!.value).toBe(false);
  });
});

describe('a parameter for every profile', () => {
  it.each<[Environment, string[], string, string]>([
    [{}, ['--batch-size', '0'], '--batch-size', '1 to 256'],
    [{}, ['--seed', 'x'], '--seed', 'none'],
    [{}, ['--device', 'tpu'], '--device', 'AUTO, CPU, CUDA'],
    [{}, ['--device-ids', '0,0'], '--device-ids', 'different'],
    [{ OFA_CAPTION_PRECISION: 'FP8' }, [], 'OFA_CAPTION_PRECISION', 'FP32, FP16, BF16, INT8'],
    [{ OFA_CAPTION_MEMORY_LIMIT_MIB: '0' }, [], 'OFA_CAPTION_MEMORY_LIMIT_MIB', 'none'],
    [{ OFA_CAPTION_LOW_MEMORY: 'maybe' }, [], 'OFA_CAPTION_LOW_MEMORY', 'true, false'],
    [{ FORCE_CUDA: 'maybe' }, [], 'FORCE_CUDA', 'true, false'],
  ])('is refused by name and with what is accepted: %j %j', async (environment, options, name, accepted) => {
    const serve = ['serve', '--data', data, ...options];
    const { status, stdout, stderr } = await runProgram(serve, undefined, environment);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(name);
    expect(stderr).toContain(accepted);
  });
});

describe('ofa-caption profiles activate', () => {
  it('decides what the next start serves', async () => {
    const { status, stdout } = await profiles(['activate', 'production']);
    expect(status).toBe(0);
    expect(stdout).toContain('"production"');
    expect(await activeName()).toBe('production');
    expect(await (await openStorage(data)).profiles.active()).toMatchObject({ name: 'production' });
    const unknown = await profiles(['activate', 'none']);
    expect(unknown.status).toBe(1);
    expect(await activeName()).toBe('production');
  });
});

describe('beside a running server', () => {
  it('profiles are read, and a change says what to do instead', async () => {
    await holdLock();
    expect(await activeName()).toBe('auto');
    expect((await profiles(['export', '-', 'auto'])).status).toBe(0);
    for (const { status, stderr } of [
      await profiles(['activate', 'production']),
      await importFile({ profiles: [{ name: 'mine' }] }),
    ]) {
      expect(status).toBe(2);
      expect(stderr).toContain(data);
      expect(stderr).toContain('activateProfile');
    }
    expect((await json<ListedProfile[]>(['list'])).map(({ name }) => name)).toEqual(builtIns);
    expect(await activeName()).toBe('auto');
  });
});

describe('a file of profiles', () => {
  it('carries profiles from one data directory to another', async () => {
    const own = [
      { name: 'small', batchSize: 2, device: 'CPU', precision: 'INT8' },
      { name: '高精度', decoding: 'SAMPLE', topK: 5, deviceIds: [2, 1] },
    ];
    expect((await importFile({ profiles: own })).stdout).toBe('Imported: small, 高精度\n');
    const file = join(await temporaryDirectory(), 'exported.json');
    expect((await profiles(['export', file], { OFA_CAPTION_BATCH_SIZE: '9' })).status).toBe(0);
    const exported = JSON.parse(await readFile(file, 'utf8')) as { profiles: ListedProfile[] };
    expect(exported.profiles).toMatchObject([own[0], { ...own[1], deviceIds: [1, 2] }]);
    const first = await json<ListedProfile[]>(['list']);
    data = join(await temporaryDirectory(), 'data');
    expect((await profiles(['import', file])).status).toBe(0);
    expect(await json<ListedProfile[]>(['list'])).toEqual(first);
    const named = await profiles(['export', '-', 'production']);
    expect(JSON.parse(named.stdout)).toMatchObject({ profiles: [{ name: 'production', batchSize: 4 }] });
  });

  it('changes existing profiles only when told to', async () => {
    await importFile({ profiles: [{ name: 'mine', batchSize: 2 }] });
    const again = { profiles: [{ name: 'new' }, { name: 'mine', batchSize: 4 }] };
    const refused = await importFile(again);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--replace');
    expect((await json<ListedProfile[]>(['list'])).map(({ name }) => name)).toEqual([...builtIns, 'mine']);
    await profiles(['activate', 'mine']);
    expect((await importFile(again, '--replace')).status).toBe(0);
    expect((await json<ListedProfile[]>(['list'])).slice(builtIns.length)).toMatchObject([
      { name: 'mine', batchSize: 4, active: true },
      { name: 'new', batchSize: 8, active: false },
    ]);
  });

  it.each<[string, unknown]>([
    ['no profiles', { profiles: [] }],
    ['something else', { captions: [] }],
    ['a profile without a name', { profiles: [{ batchSize: 1 }] }],
    ['an unknown parameter', { profiles: [{ name: 'x', batch: 1 }] }],
    ['text for a number', { profiles: [{ name: 'x', batchSize: '1' }] }],
    ['a value out of range', { profiles: [{ name: 'x', batchSize: 0 }] }],
    ['values that contradict', { profiles: [{ name: 'x', device: 'CPU', precision: 'FP16' }] }],
    ['an unknown model', { profiles: [{ name: 'x', model: 'none' }] }],
    ['more tokens than the model has places', { profiles: [{ name: 'x', minTokens: 20 }] }],
    ['the name of a built-in profile', { profiles: [{ name: 'auto' }] }],
    ['a name twice', { profiles: [{ name: 'x' }, { name: 'x' }] }],
    ['one wrong profile among good ones', { profiles: [{ name: 'x' }, { name: 'y', batchSize: 0 }] }],
  ])('is refused for %s', async (_what, content) => {
    const { status, stderr } = await importFile(content, '--replace');
    expect(status).toBe(2);
    expect(stderr).not.toContain('    at ');
    expect((await json<ListedProfile[]>(['list'])).map(({ name }) => name)).toEqual(builtIns);
  });

  it('is refused when it is no JSON or not there', async () => {
    const { status, stderr } = await profiles(['import', photo('dog.webp')]);
    expect(status).toBe(2);
    expect(stderr).toContain('dog.webp');
    expect((await profiles(['import', join(data, 'missing.json')])).status).toBe(2);
  });
});
