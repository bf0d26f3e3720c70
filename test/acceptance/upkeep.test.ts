import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startReceiver, type Receiver } from '../alerts/receiver.js';
import { runProgram } from '../cli/run-program.js';
import { photo } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { BuiltServer } from './built-server.js';
import { CaptionClient } from './caption-client.js';

const secretVariable = 'OFA_CAPTION_ALERT_WEBHOOK_SECRET';
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

let server: BuiltServer | null = null;
let receiver: Receiver | null = null;

afterEach(async () => {
  await server?.stop('SIGKILL');
  await receiver?.close();
  server = null;
  receiver = null;
  Reflect.deleteProperty(process.env, secretVariable);
});

interface OpenAlerts {
  readonly alerts: {
    readonly edges: readonly { readonly node: { readonly rule: string; readonly message: string } }[];
  };
}

interface CaptionsAndJobs {
  readonly captions: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly status: string } }[];
  };
  readonly captionJobs: { readonly totalCount: number };
}

async function openAlerts(client: CaptionClient): Promise<string[]> {
  const { data } = await client.query<OpenAlerts>(
    '{ alerts(open: true) { edges { node { rule message } } } }',
  );
  return data!.alerts.edges.map(({ node }) => node.rule);
}

describe('an alert of the running server', () => {
  it('reaches the webhook when the disk is too full for the rule, and when it no longer is', async () => {
    receiver = await startReceiver(secret);
    process.env[secretVariable] = secret;
    server = await BuiltServer.start(await temporaryDirectory(), '--alert-webhook', receiver.url);
    const client = new CaptionClient(server.url);
    const update = async (threshold: number) =>
      client.query(
        `mutation { updateAlertRule(name: "DISK_SPACE", input: {threshold: ${threshold}, seconds: 1}) { name } }`,
      );
    await update(1_000_000_000);
    await vi.waitFor(() => {
      expect(receiver!.received).toHaveLength(1);
    }, 20_000);
    expect(await openAlerts(client)).toEqual(['DISK_SPACE']);
    await update(1);
    await vi.waitFor(() => {
      expect(receiver!.received).toHaveLength(2);
    }, 20_000);
    expect(await openAlerts(client)).toEqual([]);
    expect(receiver.received.every(({ genuine }) => genuine)).toBe(true);
    expect(server.log.join('')).not.toContain('token=abc');
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('is not sent unsigned', async () => {
    const data = await temporaryDirectory();
    const refused = await runProgram(['serve', '--data', data, '--alert-webhook', 'http://127.0.0.1:9/']);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(secretVariable);
  });
});

describe('deleting captions of the running server', () => {
  it('deletes their pictures with the last caption that has them, whichever way they came', async () => {
    const data = await temporaryDirectory();
    server = await (await BuiltServer.start(data)).ready();
    const client = new CaptionClient(server.url);
    await client.upload(photo('dog.webp'));
    await client.upload(photo('dog.webp'));
    const images = await Promise.all(
      ['dog.webp', 'cow.webp'].map(async (name) => ({
        base64: (await readFile(photo(name))).toString('base64'),
      })),
    );
    await client.query(
      'mutation ($images: [ImageInput!]!) { createCaptionJob(images: $images) { __typename } }',
      { images },
    );
    const all = '{ captions { edges { node { id status } } } captionJobs { totalCount } }';
    const captions = async () => (await client.query<CaptionsAndJobs>(all)).data!;
    await vi.waitFor(async () => {
      const { edges } = (await captions()).captions;
      expect(edges.map(({ node }) => node.status)).toEqual(Array(4).fill('SUCCEEDED'));
    }, 20_000);
    const counts: number[] = [];
    for (const { node } of (await captions()).captions.edges) {
      const { data: answer } = await client.query<object>(`mutation { deleteCaption(id: "${node.id}") }`);
      expect(answer).toEqual({ deleteCaption: true });
      counts.push(await blobCount(data));
    }
    // Newest first: the cow, the dog of the job, and the two single dogs.
    expect(counts).toEqual([1, 1, 1, 0]);
    expect((await captions()).captionJobs.totalCount).toBe(0);
  });
});

async function blobCount(data: string): Promise<number> {
  const names = await readdir(join(data, 'blobs'), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).length;
}

describe('the files of the running server', () => {
  it('are a log for the day, without what is old', async () => {
    const data = await temporaryDirectory();
    const logs = join(data, 'logs');
    await mkdir(logs);
    await writeFile(join(logs, 'caption_20200101.log'), '{}\n');
    server = await BuiltServer.start(data, '--log-days', '3');
    await server.ready();
    const answer = await new CaptionClient(server.url).upload(photo('dog.webp'));
    expect(answer.__typename).toBe('Caption');
    expect(await server.stop('SIGTERM')).toBe(0);
    const names = await readdir(logs);
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^caption_20[2-9]\d{5}\.log$/);
    const lines = (await readFile(join(logs, names[0]!), 'utf8')).trimEnd().split('\n');
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toEqual(
      expect.arrayContaining(['Engine ready', 'Batch', 'Caption', 'request', 'Stopped']),
    );
    expect(messages.filter((message) => message === 'Caption')).toHaveLength(1);
  });

  it('are not needed: it serves where no log can be written', async () => {
    const data = await temporaryDirectory();
    await writeFile(join(data, 'logs'), 'a file where the folder should be');
    server = await BuiltServer.start(data);
    await server.ready();
    expect((await new CaptionClient(server.url).upload(photo('dog.webp'))).__typename).toBe('Caption');
    expect(server.log.join('').match(/cannot be written/g)).toHaveLength(1);
  });
});
