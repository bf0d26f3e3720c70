import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../src/cli/start-server.js';
import { DeviceRegistry } from '../../src/devices/device-registry.js';
import type { MemoryPlan } from '../../src/engine/memory-plan.js';
import { CaptionClient } from '../acceptance/caption-client.js';
import { builtEngine, photo, quiet } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';

interface RuntimeAnswer {
  readonly engine: string;
  readonly precision: string | null;
  readonly provider: string | null;
  readonly reason: string | null;
  readonly profile: string;
  readonly engines: readonly { readonly state: string; readonly pid: number | null }[];
  readonly memory: { readonly allocatedMiB: number; readonly limitMiB: number | null } | null;
}

let data: string;
let server: RunningServer;
let client: CaptionClient;
/** MiB that the machine seems to have left. */
let availableMiB = 100_000;

beforeAll(async () => {
  data = await temporaryDirectory();
  const memory = (): { totalMiB: number; availableMiB: number } => ({ totalMiB: 100_000, availableMiB });
  const devices = await DeviceRegistry.open({ memory });
  server = await startServer(testSettings(data), { log: quiet, program: builtEngine, devices });
  client = new CaptionClient(server.url.replace('localhost', '127.0.0.1'));
  await server.engine.ready();
});

afterAll(async () => {
  await server.close();
});

async function runtime(): Promise<RuntimeAnswer> {
  const answer = await client.query<{ runtime: RuntimeAnswer }>(
    '{ runtime { engine precision provider reason profile engines { state pid } memory { allocatedMiB limitMiB } } }',
  );
  return answer.data!.runtime;
}

async function change(mutation: string, variables: object): Promise<string | null> {
  const answer = await client.query(mutation, variables);
  return answer.errors?.[0] === undefined
    ? null
    : `${answer.errors[0].extensions.code}: ${answer.errors[0].message}`;
}

function create(input: object): Promise<string | null> {
  return change('mutation ($input: ProfileInput!) { createProfile(input: $input) { id } }', { input });
}

function activate(name: string): Promise<string | null> {
  return change('mutation ($name: String!) { activateProfile(name: $name) { active } }', { name });
}

async function runs(): Promise<{ batchSize: number; precision: string }[]> {
  const answer = await client.query<{
    inferenceRuns: { edges: { node: { batchSize: number; precision: string } }[] };
  }>('{ inferenceRuns(first: 100) { edges { node { batchSize precision } } } }');
  return answer.data!.inferenceRuns.edges.map(({ node }) => node);
}

async function plan(sizes: number): Promise<MemoryPlan> {
  const graphs = join(data, 'graphs');
  for (const key of await readdir(graphs)) {
    const file = (await readdir(join(graphs, key))).find((name) => name.startsWith('memory-plan'));
    if (file === undefined) continue;
    const found = JSON.parse(await readFile(join(graphs, key, file), 'utf8')) as MemoryPlan;
    if (found.steps.length === sizes) return found;
  }
  throw new Error(`no plan of ${sizes} sizes`);
}

/** Sixteen clients that ask one after the other until they are told to stop. */
async function underLoad(task: () => Promise<void>): Promise<string[]> {
  const typenames: string[] = [];
  let over = false;
  const clients = Array.from({ length: 16 }, async () => {
    while (!over) typenames.push((await client.upload(photo('dog.webp'), { reuse: false })).__typename);
  });
  await task();
  over = true;
  await Promise.all(clients);
  return typenames;
}

describe('the runtime', () => {
  it('has run nothing that counts when it is ready', async () => {
    expect(await runs()).toEqual([]);
    expect((await plan(4)).steps.map(({ batchSize }) => batchSize)).toEqual([1, 2, 4, 8]);
  });

  it('says what it runs on, and why it is not a GPU', async () => {
    const now = await runtime();
    expect(now).toMatchObject({
      engine: 'READY',
      precision: 'FP32',
      provider: 'CPUExecutionProvider',
      profile: 'auto',
      engines: [{ state: 'READY' }],
    });
    expect(now.reason).toContain('CUDA is not available');
    expect(now.memory!.allocatedMiB).toBeGreaterThan(50);
  });
});

describe('another profile under load', () => {
  it('takes over without a failed request', async () => {
    expect(await create({ name: 'greedy', beamSize: 1, batchSize: 4 })).toBeNull();
    const answers = await underLoad(async () => {
      await sleep(500);
      expect(await activate('greedy')).toBeNull();
      await sleep(500);
      expect(await activate('auto')).toBeNull();
      await sleep(300);
    });
    expect(answers.length).toBeGreaterThan(32);
    expect(answers.every((typename) => typename === 'Caption')).toBe(true);
  });

  it('waits for the one before to drain where both do not fit, and loses nothing', async () => {
    expect(await create({ name: 'narrow', beamSize: 2 })).toBeNull();
    const answers = await underLoad(async () => {
      await sleep(300);
      availableMiB = 10;
      expect(await activate('narrow')).toBeNull();
      expect((await runtime()).engines).toHaveLength(1);
      // One that is not active has to make room in the same way.
      const other = await client.upload(photo('cow.webp'), { profile: 'auto', timeoutMs: 60_000 });
      expect(other.__typename).toBe('Caption');
      await sleep(300);
    });
    expect(answers.every((typename) => typename === 'Caption')).toBe(true);
    expect(await activate('auto')).toBeNull();
    availableMiB = 100_000;
  });

  it('gives memory back without a failed request', async () => {
    const before = (await runtime()).engines[0]!.pid;
    const answers = await underLoad(async () => {
      await sleep(300);
      const answer = await client.query<{ releaseMemory: RuntimeAnswer }>(
        'mutation { releaseMemory { engine engines { pid } } }',
      );
      expect(['READY', 'BUSY']).toContain(answer.data!.releaseMemory.engine);
    });
    expect((await runtime()).engines[0]!.pid).not.toBe(before);
    expect(answers.every((typename) => typename === 'Caption')).toBe(true);
  });
});

describe('a memory limit', () => {
  it('below the need is refused with both numbers, and the profile before stays', async () => {
    expect(await create({ name: 'tight', memoryLimitMiB: 50 })).toBeNull();
    const refusal = await activate('tight');
    expect(refusal).toMatch(/^INVALID_INPUT: One picture needs \d{2,} MiB.*memoryLimitMiB 50 /);
    expect((await runtime()).profile).toBe('auto');
    expect((await client.upload(photo('dog.webp'), { reuse: false })).__typename).toBe('Caption');
  });

  it('between two batch sizes keeps every run to the smaller', async () => {
    const wide = { batchSize: 64, queueSize: 1000, maxBatchDelayMs: 200 };
    expect(await create({ name: 'wide', ...wide })).toBeNull();
    expect(await activate('wide')).toBeNull();
    const { steps } = await plan(7);
    const [half, whole] = steps.slice(-2).map(({ peakMiB }) => peakMiB);
    expect(whole!).toBeGreaterThan(half! + 2);
    const memoryLimitMiB = Math.ceil((half! + whole!) / 2);
    expect(await create({ name: 'limited', ...wide, memoryLimitMiB, memoryHeadroom: 0 })).toBeNull();
    expect(await activate('limited')).toBeNull();
    expect((await runtime()).memory!.limitMiB).toBe(memoryLimitMiB);
    const before = (await runs()).length;
    await Promise.all(Array.from({ length: 96 }, () => client.upload(photo('dog.webp'), { reuse: false })));
    const later = (await runs()).slice(0, -before);
    expect(Math.max(...later.map(({ batchSize }) => batchSize))).toBeLessThanOrEqual(32);
    expect(later.reduce((sum, { batchSize }) => sum + batchSize, 0)).toBe(96);
    expect(await activate('auto')).toBeNull();
  });
});

describe('precision', () => {
  it('runs INT8 on the CPU with the ranges that came with the model', async () => {
    expect(await create({ name: 'bytes', precision: 'INT8' })).toBeNull();
    expect(await activate('bytes')).toBeNull();
    expect(await runtime()).toMatchObject({ precision: 'INT8' });
    expect((await client.upload(photo('horse.webp'))).status).toBe('SUCCEEDED');
    expect((await runs())[0]).toMatchObject({ precision: 'INT8' });
  });

  it('is FP32 where half precision has no device, and says so', async () => {
    expect(await activate('production')).toBeNull();
    const now = await runtime();
    expect(now).toMatchObject({ precision: 'FP32', profile: 'production' });
    expect(now.reason).toContain('FP16');
    expect(await activate('auto')).toBeNull();
  });
});

describe('captions that are drawn', () => {
  it('come again from the same seed, alone or among others, and differ without one', async () => {
    expect(await create({ name: 'drawn', decoding: 'SAMPLE', temperature: 1.5 })).toBeNull();
    const draw = async (name: string, seed: number | null): Promise<{ text: string; seed: number }> => {
      const options = { profile: 'drawn', seed, reuse: false };
      const answer = await client.upload(photo(name), options);
      expect(answer).toMatchObject({ status: 'SUCCEEDED', alternatives: [] });
      const found = await client.query<{ caption: { text: string; seed: number } }>(
        'query ($id: ID!) { caption(id: $id) { text seed } }',
        { id: answer.id },
      );
      return found.data!.caption;
    };
    const alone = await draw('dog.webp', 7);
    expect(alone.seed).toBe(7);
    const among = await Promise.all(
      ['cow.webp', 'dog.webp', 'horse.webp', 'dog.webp'].map((name, index) =>
        draw(name, index === 3 ? 7 : index),
      ),
    );
    expect(among[3]).toEqual(alone);
    const fresh = await Promise.all(Array.from({ length: 8 }, () => draw('dog.webp', null)));
    expect(new Set(fresh.map(({ seed }) => seed)).size).toBe(8);
    expect(new Set(fresh.map(({ text }) => text)).size).toBeGreaterThan(1);
    expect(await draw('dog.webp', fresh[0]!.seed)).toEqual(fresh[0]);
  });
});
