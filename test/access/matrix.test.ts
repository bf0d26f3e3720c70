import {
  getNamedType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/graphql/schema.js';
import { askAs, firstEventAs } from './key-client.js';
import { captionAs, startPopulatedServer, type PopulatedServer } from './populated-server.js';

const schema = buildSchema();
let populated: PopulatedServer;
beforeAll(async () => {
  populated = await startPopulatedServer();
  populated.server.jobs.watch = async function* (id) {
    yield { sequence: 1, job: await populated.server.jobs.job(id), caption: null };
  };
  const { alerts, alertRecords } = populated.server.upkeep;
  alerts.raised = async function* () {
    yield* await alertRecords.open();
  };
});
afterAll(() => populated.server.stop());

type Answered = 'alice' | 'bob' | 'admin';

/** One operation, always about what belongs to alice, and how it ends for those whom the server knows. */
interface Case extends Readonly<Record<Answered, string>> {
  readonly query: string;
}

/** What one sees of a list: whose entries. */
const own = { alice: 'alice', bob: 'bob', admin: 'nobody alice bob' };
const forOwner = (bob: string) => ({ alice: 'done', bob, admin: 'done' });
const forAll = { alice: 'done', bob: 'done', admin: 'done' };
const forAdmins = { alice: 'FORBIDDEN', bob: 'FORBIDDEN', admin: 'done' };

const list = '{ edges { node { id } } }';
const input = 'input: {maxRetries: 1}';

/** `CAPTION`, `JOB` … stand for ids; `DISPOSABLE` for that of a caption that is there for this one question. */
const operations: Record<string, Record<string, Case>> = {
  Query: {
    node: { query: 'node(id: "CAPTION") { id }', ...forOwner('null') },
    caption: { query: 'caption(id: "CAPTION") { id text run { device } job { id } }', ...forOwner('null') },
    captions: { query: `captions(first: 100) ${list}`, ...own },
    captionJob: { query: `captionJob(id: "JOB") { id captions ${list} }`, ...forOwner('null') },
    captionJobs: { query: `captionJobs ${list}`, ...own },
    profiles: { query: 'profiles { name }', ...forAll },
    profile: { query: 'profile { name }', ...forAll },
    models: { query: 'models { name }', ...forAll },
    recommendation: { query: 'recommendation { batchSize }', ...forAdmins },
    stats: { query: 'stats { totalRequests }', ...forAdmins },
    statsSeries: { query: 'statsSeries { requests }', ...forAdmins },
    runtime: { query: 'runtime { engine }', ...forAdmins },
    doctor: { query: 'doctor { ok }', ...forAdmins },
    inferenceRuns: { query: `inferenceRuns ${list}`, ...forAdmins },
    alerts: { query: `alerts ${list}`, ...forAdmins },
    alertRules: { query: 'alertRules { name }', ...forAdmins },
    apiKeys: { query: 'apiKeys { name }', ...forAdmins },
  },
  Mutation: {
    captionImage: { query: 'captionImage(image: {base64: "AAAA"}) { __typename }', ...forAll },
    createCaptionJob: { query: 'createCaptionJob(images: [{base64: "AAAA"}]) { __typename }', ...forAll },
    cancelCaptionJob: { query: 'cancelCaptionJob(id: "JOB") { id }', ...forOwner('NOT_FOUND') },
    retryCaptionJob: { query: 'retryCaptionJob(id: "JOB") { id }', ...forOwner('NOT_FOUND') },
    deleteCaption: { query: 'deleteCaption(id: "DISPOSABLE")', ...forOwner('NOT_FOUND') },
    createProfile: { query: 'createProfile(input: {name: "new"}) { id }', ...forAdmins },
    updateProfile: { query: `updateProfile(name: "new", ${input}) { id }`, ...forAdmins },
    deleteProfile: { query: 'deleteProfile(name: "new")', ...forAdmins },
    releaseMemory: { query: 'releaseMemory { engine }', ...forAdmins },
    activateProfile: { query: 'activateProfile(name: "auto") { id }', ...forAdmins },
    setDefaultModel: { query: 'setDefaultModel(name: "scripted") { id }', ...forAdmins },
    acknowledgeAlert: { query: 'acknowledgeAlert(id: "ALERT") { id }', ...forAdmins },
    updateAlertRule: {
      query: 'updateAlertRule(name: "DISK_SPACE", input: {seconds: 5}) { name }',
      ...forAdmins,
    },
    createApiKey: { query: 'createApiKey(name: "new", role: ADMIN) { secret }', ...forAdmins },
    revokeApiKey: { query: 'revokeApiKey(id: "KEY") { id }', ...forAdmins },
  },
  Subscription: {
    captionJobProgress: { query: 'captionJobProgress(jobId: "JOB") { sequence }', ...forOwner('NOT_FOUND') },
    runtime: { query: 'runtime { engine }', ...forAdmins },
    stats: { query: 'stats { totalRequests }', ...forAdmins },
    alertRaised: { query: 'alertRaised { id }', ...forAdmins },
  },
};

const nodes: Record<string, Case> = {
  Alert: { query: 'node(id: "ALERT") { id }', ...forAdmins },
  ApiKey: { query: 'node(id: "KEY") { id }', ...forAdmins },
  Caption: { query: 'node(id: "CAPTION") { id }', ...forOwner('null') },
  CaptionJob: { query: 'node(id: "JOB") { id }', ...forOwner('null') },
  InferenceRun: { query: 'node(id: "RUN") { id }', ...forAdmins },
  Model: { query: 'node(id: "MODEL") { id }', ...forAll },
  Profile: { query: 'node(id: "PROFILE") { id }', ...forAll },
};

/** What only admins may get hold of, by whatever way. */
const adminTypes = [
  'Alert',
  'AlertConnection',
  'AlertEdge',
  'AlertRule',
  'ApiKey',
  'CodeCount',
  'CreatedApiKey',
  'DeviceInfo',
  'DoctorCheck',
  'DoctorReport',
  'Engine',
  'InferenceRunConnection',
  'InferenceRunEdge',
  'LatencyStats',
  'MemoryInfo',
  'Recommendation',
  'Runtime',
  'SizeCount',
  'Stats',
  'StatsPoint',
];

function filled(query: string, disposable: string): string {
  const { owned, ids } = populated;
  const values = {
    CAPTION: owned.alice.caption,
    JOB: owned.alice.job,
    RUN: ids.run,
    KEY: ids.apiKey,
    ALERT: ids.alert,
  };
  return query.replace(/"([A-Z]+)"/g, (found, name: string) => {
    const value = { ...values, DISPOSABLE: disposable, MODEL: ids.model, PROFILE: ids.profile }[name];
    return value === undefined ? found : `"${value}"`;
  });
}

/** Everything in the answer, told as: an error's code, `null`, `done`, or for a list whose entries it has. */
async function outcome(type: string, query: string, key: string | null): Promise<string> {
  const { origin } = populated.server;
  const disposable = query.includes('DISPOSABLE') ? await captionAs(origin, populated.keys.alice) : '';
  const document = `${type.toLowerCase()} { result: ${filled(query, disposable)} }`;
  const answer =
    type === 'Subscription' ? await firstEventAs(origin, key, document) : await askAs(origin, key, document);
  const [error] = answer.errors ?? [];
  if (error !== undefined) return error.extensions?.code ?? 'an error without a code';
  const result = answer.data?.['result'];
  if (result == null) return 'null';
  return /captions\(|captionJobs/.test(query) ? ownersIn(result) : 'done';
}

function ownersIn(result: unknown): string {
  const text = JSON.stringify(result);
  const seen = Object.entries(populated.owned).filter(
    ([, { caption, job }]) => text.includes(`"${caption}"`) || text.includes(`"${job}"`),
  );
  return seen.map(([owner]) => owner).join(' ');
}

async function outcomes(type: string, query: string) {
  const { alice, bob, admin, revoked } = populated.keys;
  return {
    'no key': await outcome(type, query, null),
    'a key that never was': await outcome(type, query, `ofa_${'A'.repeat(43)}`),
    revoked: await outcome(type, query, revoked),
    alice: await outcome(type, query, alice),
    bob: await outcome(type, query, bob),
    admin: await outcome(type, query, admin),
  };
}

const unknown = {
  'no key': 'UNAUTHENTICATED',
  'a key that never was': 'UNAUTHENTICATED',
  revoked: 'UNAUTHENTICATED',
};

describe('the matrix', () => {
  it('has every operation', () => {
    const inSchema = Object.fromEntries(
      [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].map((type) => [
        type!.name,
        Object.keys(type!.getFields()).sort(),
      ]),
    );
    const here = Object.entries(operations).map(([type, cases]) => [type, Object.keys(cases).sort()]);
    expect(Object.fromEntries(here)).toEqual(inSchema);
  });

  it('has everything with an id', () => {
    const node = schema.getType('Node');
    const types = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
    expect(Object.keys(nodes)).toEqual([...types].sort());
  });

  it('has every type that clients can reach', () => {
    const forClients = Object.entries(operations).flatMap(([type, cases]) =>
      Object.entries(cases)
        .filter(([name, { alice }]) => alice !== 'FORBIDDEN' && name !== 'node')
        .map(([name]) => fieldType(type, name)),
    );
    const reached = new Set<string>();
    const visit = (type: GraphQLNamedType): void => {
      if (reached.has(type.name)) return;
      reached.add(type.name);
      if (isUnionType(type)) type.getTypes().forEach(visit);
      if (isObjectType(type))
        Object.values(type.getFields()).forEach((field) => {
          visit(getNamedType(field.type));
        });
    };
    forClients.forEach(visit);
    const roots = Object.keys(operations);
    const others = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !isIntrospectionType(type) && !roots.includes(type.name))
      .map(({ name }) => name)
      .filter((name) => !reached.has(name));
    expect(others.sort()).toEqual(adminTypes);
  });

  const rows = Object.entries(operations).flatMap(([type, cases]) =>
    Object.entries(cases).map(([name, expected]) => [`${type}.${name}`, type, expected] as const),
  );
  it.each(rows)('%s', async (_name, type, { query, alice, bob, admin }) => {
    expect(await outcomes(type, query)).toEqual({ ...unknown, alice, bob, admin });
  });

  it.each(Object.entries(nodes))('node of %s', async (_name, { query, alice, bob, admin }) => {
    expect(await outcomes('Query', query)).toEqual({ ...unknown, alice, bob, admin });
  });

  it('hides what belonged to nobody from clients', async () => {
    const { caption, job } = populated.owned.nobody;
    for (const query of [`caption(id: "${caption}") { id }`, `captionJob(id: "${job}") { id }`]) {
      expect(await outcome('Query', query, populated.keys.alice)).toBe('null');
      expect(await outcome('Query', query, populated.keys.admin)).toBe('done');
    }
  });

  it('hides another’s captions from filters', async () => {
    const query = `{ captions(filter: {jobId: "${populated.owned.alice.job}"}) { totalCount } }`;
    const count = async (key: string) =>
      (await askAs(populated.server.origin, key, query)).data?.['captions'];
    expect(await count(populated.keys.alice)).toEqual({ totalCount: 2 });
    expect(await count(populated.keys.bob)).toEqual({ totalCount: 0 });
  });
});

function fieldType(type: string, name: string): GraphQLNamedType {
  const parent = schema.getType(type);
  if (!isObjectType(parent)) throw new Error(`${type} is no type of the schema`);
  return getNamedType(parent.getFields()[name]!.type);
}
