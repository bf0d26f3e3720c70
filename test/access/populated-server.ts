import { encodeNodeId } from '../../src/graphql/node-id.js';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { askAs } from './key-client.js';

const picture = 'image: {base64: "AAAA"}';

export interface Owned {
  readonly caption: string;
  readonly job: string;
}

/** A server that was open once, and then got keys; each of its users has a caption and a job of two. */
export interface PopulatedServer {
  readonly server: TestServer;
  readonly keys: {
    readonly alice: string;
    readonly bob: string;
    readonly admin: string;
    readonly revoked: string;
  };
  readonly owned: { readonly nobody: Owned; readonly alice: Owned; readonly bob: Owned };
  readonly ids: {
    readonly run: string;
    readonly apiKey: string;
    readonly model: string;
    readonly profile: string;
    readonly alert: string;
  };
}

export async function startPopulatedServer(): Promise<PopulatedServer> {
  const server = await startTestServer();
  const nobody = await populate(server, null);
  const make = async (name: string, role: 'CLIENT' | 'ADMIN') =>
    (await server.apiKeys.create(name, role)).secret;
  const alice = await make('alice', 'CLIENT');
  const bob = await make('bob', 'CLIENT');
  const admin = await make('admin', 'ADMIN');
  const { apiKey, secret: revoked } = await server.apiKeys.create('revoked', 'ADMIN');
  await server.apiKeys.revoke(apiKey.id);
  const alert = await server.upkeep.alertRecords.raise(
    { rule: 'DISK_SPACE', severity: 'WARNING', value: 1, threshold: 2, seconds: 3, raisedAt: new Date() },
    () => null,
  );
  return {
    server,
    keys: { alice, bob, admin, revoked },
    owned: { nobody, alice: await populate(server, alice), bob: await populate(server, bob) },
    ids: {
      run: encodeNodeId('InferenceRun', 1),
      apiKey: encodeNodeId('ApiKey', apiKey.id),
      model: encodeNodeId('Model', 'scripted'),
      profile: encodeNodeId('Profile', 1),
      alert: encodeNodeId('Alert', alert.id),
    },
  };
}

async function populate({ origin }: TestServer, key: string | null): Promise<Owned> {
  const caption = await captionAs(origin, key);
  const jobs = `mutation { createCaptionJob(images: [{base64: "AAAA"}, {base64: "BBBB"}]) { ... on CaptionJob { id } } }`;
  const job = await askAs(origin, key, jobs);
  return { caption, job: idOf(job.data?.['createCaptionJob']) };
}

/** A new caption of whoever has the key; its id. */
export async function captionAs(origin: string, key: string | null): Promise<string> {
  const answer = await askAs(origin, key, `mutation { captionImage(${picture}) { ... on Caption { id } } }`);
  return idOf(answer.data?.['captionImage']);
}

function idOf(value: unknown): string {
  return (value as { id: string }).id;
}
