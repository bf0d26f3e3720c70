import { readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../src/cli/start-server.js';
import { embeddedModelDirectory } from '../../src/config/paths.js';
import { DeviceRegistry } from '../../src/devices/device-registry.js';
import { ModelLibrary } from '../../src/model/library/model-library.js';
import { CaptionClient, type CaptionFields } from '../acceptance/caption-client.js';
import { builtEngine, photo, quiet } from '../engine/real-engine.js';
import { writeTerseModel } from '../model/terse-model.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';

interface ModelAnswer {
  readonly name: string;
  readonly loaded: boolean;
}

type WithModel = CaptionFields & { readonly model: { readonly name: string } | null };

const mostWords = 3;

let data: string;
let library: ModelLibrary;
let server: RunningServer;
let client: CaptionClient;
/** MiB that the machine seems to have left. */
let availableMiB = 100_000;

beforeAll(async () => {
  data = await temporaryDirectory();
  library = new ModelLibrary(join(data, 'models'), embeddedModelDirectory);
  await writeTerseModel(join(data, 'source'), mostWords);
  server = await start();
  client = clientOf(server);
});
afterAll(async () => {
  await server.close();
  await rm(data, { recursive: true, force: true });
});

async function start(model?: string): Promise<RunningServer> {
  const memory = (): { totalMiB: number; availableMiB: number } => ({ totalMiB: 100_000, availableMiB });
  const devices = await DeviceRegistry.open({ memory });
  const settings = { ...testSettings(data), model };
  const started = await startServer(settings, { log: quiet, program: builtEngine, devices });
  await started.engine.ready();
  return started;
}

function clientOf({ url }: RunningServer): CaptionClient {
  return new CaptionClient(url.replace('localhost', '127.0.0.1'));
}

async function query<Data>(text: string, variables: object = {}): Promise<Data> {
  const { data: answered, errors } = await client.query<Data>(text, variables);
  expect(errors).toBeUndefined();
  return answered!;
}

async function models(): Promise<ModelAnswer[]> {
  return (await query<{ models: ModelAnswer[] }>('{ models { name loaded } }')).models;
}

/** The code of its error, or null. */
async function change(mutation: string, variables: object): Promise<string | null> {
  const { errors } = await client.query(mutation, variables);
  return errors === undefined ? null : `${errors[0]!.extensions.code}: ${errors[0]!.message}`;
}

const setDefault = (name: string) =>
  change('mutation ($name: String!) { setDefaultModel(name: $name) { name loaded } }', { name });
const create = (input: object) =>
  change('mutation ($input: ProfileInput!) { createProfile(input: $input) { id } }', { input });
const activate = (name: string) =>
  change('mutation ($name: String!) { activateProfile(name: $name) { id } }', { name });

async function profileModel(name: string): Promise<string> {
  const text = 'query ($name: String!) { profile(name: $name) { model } }';
  return (await query<{ profile: { model: string } }>(text, { name })).profile.model;
}

async function caption(options: object = {}): Promise<WithModel> {
  const answer = await client.upload(photo('dog.webp'), { reuse: false, timeoutMs: 60_000, ...options });
  expect(answer.__typename).toBe('Caption');
  return answer as unknown as WithModel;
}

/** What shows in a caption's text which of the two models made it. */
function expectMadeBy({ text, model }: WithModel): string {
  const words = text!.split(' ').length;
  expect(words <= mostWords ? 'terse' : 'ofa-mini-en').toBe(model!.name);
  return model!.name;
}

/** Eight clients that ask one after the other until `task` is done. */
async function underLoad(task: () => Promise<void>): Promise<WithModel[]> {
  const captions: WithModel[] = [];
  let over = false;
  const clients = Array.from({ length: 8 }, async () => {
    while (!over) captions.push(await caption());
  });
  await task().finally(() => {
    over = true;
  });
  await Promise.all(clients);
  return captions;
}

async function runtime(): Promise<{ model: string; engine: string; profile: string; engines: object[] }> {
  const text = '{ runtime { model engine profile engines { pid } } }';
  return (
    await query<{ runtime: { model: string; engine: string; profile: string; engines: object[] } }>(text)
  ).runtime;
}

it('a model that is imported while the server runs is there at once, and captions', async () => {
  expect(await models()).toEqual([{ name: 'ofa-mini-en', loaded: true }]);
  await library.import(join(data, 'source'), { name: 'terse' });
  expect(await models()).toEqual([
    { name: 'ofa-mini-en', loaded: true },
    { name: 'terse', loaded: false },
  ]);
  expect(await create({ name: 'short', model: 'terse' })).toBeNull();
  expect(expectMadeBy(await caption({ profile: 'short' }))).toBe('terse');
  expect(await models()).toContainEqual({ name: 'terse', loaded: true });
});

it('two profiles of different models caption at the same time', async () => {
  const names = ['auto', 'short', 'auto', 'short', 'auto', 'short'];
  const captions = await Promise.all(names.map((profile) => caption({ profile })));
  expect(captions.map(expectMadeBy)).toEqual(
    names.map((name) => (name === 'short' ? 'terse' : 'ofa-mini-en')),
  );
});

it('an earlier result of another model is no result', async () => {
  await caption();
  const reused = await caption({ reuse: true });
  expect(reused).toMatchObject({ cached: true });
  const other = await caption({ reuse: true, profile: 'short' });
  expect(expectMadeBy(other)).toBe('terse');
});

describe('another default model under load', () => {
  it('takes over, and every caption is of the model it began with', async () => {
    const captions = await underLoad(async () => {
      await sleep(400);
      expect(await setDefault('terse')).toBeNull();
      expect(await runtime()).toMatchObject({ model: 'terse', profile: 'auto' });
      expect(expectMadeBy(await caption())).toBe('terse');
      await sleep(400);
    });
    expect(new Set(captions.map(expectMadeBy))).toEqual(new Set(['ofa-mini-en', 'terse']));
    expect(await profileModel('auto')).toBe('terse');
    expect(await profileModel('production')).toBe('terse');
  });

  it('waits for the one before to drain where both do not fit, and loses nothing', async () => {
    const captions = await underLoad(async () => {
      await sleep(400);
      expect(await create({ name: 'narrow', model: 'ofa-mini-en', beamSize: 2 })).toBeNull();
      availableMiB = 10;
      expect(await activate('narrow')).toBeNull();
      expect((await runtime()).engines).toHaveLength(1);
      expect(await activate('auto')).toBeNull();
      expect(await setDefault('ofa-mini-en')).toBeNull();
      expect(await runtime()).toMatchObject({ model: 'ofa-mini-en', engines: [{}] });
      await sleep(300);
    });
    availableMiB = 100_000;
    captions.map(expectMadeBy);
    expect(await models()).toContainEqual({ name: 'terse', loaded: false });
  });

  it('is counted by its name', async () => {
    const stats = async (model: string): Promise<number> => {
      const text = 'query ($model: String) { stats(model: $model) { succeeded } }';
      return (await query<{ stats: { succeeded: number } }>(text, { model })).stats.succeeded;
    };
    const before = { mini: await stats('ofa-mini-en'), terse: await stats('terse') };
    await caption({ profile: 'short' });
    expect({ mini: await stats('ofa-mini-en'), terse: await stats('terse') }).toEqual({
      ...before,
      terse: before.terse + 1,
    });
    const { inferenceRuns } = await query<{ inferenceRuns: { edges: { node: { model: string } }[] } }>(
      '{ inferenceRuns(first: 1) { edges { node { model } } } }',
    );
    expect(inferenceRuns.edges[0]?.node.model).toBe('terse');
  });
});

describe('a default model is refused, and all stays as it was,', () => {
  it('when it is not there', async () => {
    expect(await setDefault('none')).toContain('NOT_FOUND');
    expect(await setDefault('../source')).toContain('NOT_FOUND');
    expect(await profileModel('auto')).toBe('ofa-mini-en');
  });

  it('when it cannot be read', async () => {
    await library.import(join(data, 'source'), { name: 'damaged' });
    await truncate(join(library.root, 'damaged/model.safetensors'), 1000);
    expect(await setDefault('damaged')).toContain('BAD_MODEL');
    expect(await profileModel('auto')).toBe('ofa-mini-en');
    expect(expectMadeBy(await caption())).toBe('ofa-mini-en');
    await library.remove('damaged');
  });
});

it('a profile with a model of its own does not follow the default one', async () => {
  expect(await activate('short')).toBeNull();
  expect(await setDefault('ofa-mini-en')).toBeNull();
  expect((await runtime()).model).toBe('terse');
  expect(await create({ name: 'new one' })).toBeNull();
  expect(await profileModel('new one')).toBe('ofa-mini-en');
  expect(await activate('auto')).toBeNull();
});

it('a caption whose model was removed still shows, without it', async () => {
  await library.import(join(data, 'source'), { name: 'passing' });
  expect(await create({ name: 'passing', model: 'passing' })).toBeNull();
  const made = await caption({ profile: 'passing' });
  expect(made.model).toEqual({ name: 'passing' });
  await library.remove('passing');
  const found = await query<{ caption: WithModel }>(
    'query ($id: ID!) { caption(id: $id) { text model { name } } }',
    { id: made.id },
  );
  expect(found.caption).toEqual({ text: made.text, model: null });
  const refused = await activate('passing');
  expect(refused).toContain('INVALID_INPUT');
  expect(refused).toContain('models import DIR --name passing');
  const naming = await client.upload(photo('dog.webp'), { profile: 'passing' });
  expect(naming).toMatchObject({ __typename: 'InvalidInput', path: ['options', 'profile'] });
});

it('a job goes on with the model that its profile has by then, and says so', async () => {
  const image = { base64: (await readFile(photo('cow.webp'))).toString('base64') };
  const text = `mutation ($images: [ImageInput!]!) {
    createCaptionJob(images: $images, options: { reuse: false }) { ... on CaptionJob { id } }
  }`;
  const images = Array.from({ length: 40 }, () => image);
  const created = await query<{ createCaptionJob: { id: string } }>(text, { images });
  expect(await setDefault('terse')).toBeNull();
  const { id } = created.createCaptionJob;
  const jobText = `query ($id: ID!) {
    captionJob(id: $id) { status captions(first: 100) { edges { node { text model { name } } } } }
  }`;
  interface JobAnswer {
    readonly captionJob: { status: string; captions: { edges: { node: WithModel }[] } };
  }
  let job: JobAnswer['captionJob'];
  do {
    await sleep(100);
    job = (await query<JobAnswer>(jobText, { id })).captionJob;
  } while (job.status === 'QUEUED' || job.status === 'RUNNING');
  expect(job.status).toBe('SUCCEEDED');
  for (const { node } of job.captions.edges) expectMadeBy(node);
});

describe('when it is started again', () => {
  it('has the default model that was chosen', async () => {
    expect(await setDefault('terse')).toBeNull();
    await server.close();
    server = await start();
    client = clientOf(server);
    expect(await runtime()).toMatchObject({ model: 'terse' });
    expect(expectMadeBy(await caption())).toBe('terse');
  });

  it('with a model for every profile, no other can be set, and the option is named', async () => {
    await server.close();
    server = await start('ofa-mini-en');
    client = clientOf(server);
    expect(expectMadeBy(await caption({ profile: 'short' }))).toBe('ofa-mini-en');
    expect(await profileModel('auto')).toBe('ofa-mini-en');
    const refused = await setDefault('terse');
    expect(refused).toContain('INVALID_INPUT');
    expect(refused).toContain('--model');
    const update = 'mutation ($input: ProfileInput!) { updateProfile(name: "short", input: $input) { id } }';
    expect(await change(update, { input: { model: 'ofa-mini-en' } })).toContain('--model');
    expect(await create({ name: 'other', model: 'terse' })).toContain('--model');
  });

  it('does not start when the model of the active profile is gone, and says what to do', async () => {
    await server.close();
    await library.remove('terse');
    await expect(start()).rejects.toThrow('models import DIR --name terse');
    server = await start('ofa-mini-en');
    client = clientOf(server);
    expect(expectMadeBy(await caption())).toBe('ofa-mini-en');
  });
});
