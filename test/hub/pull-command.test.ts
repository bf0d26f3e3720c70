import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { runProgram, type ProgramResult } from '../cli/run-program.js';
import { photo } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { embeddedFiles, LocalHub, startOf, type Files } from './local-hub.js';

const weights = 'model.safetensors';
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const certificate = fileURLToPath(new URL('../image/by-url/fixtures/certificate.pem', import.meta.url));
let files: Files;
beforeAll(async () => {
  files = await embeddedFiles();
});

let data: string;
let hub: LocalHub;
beforeEach(async () => {
  data = await temporaryDirectory();
});
afterEach(async () => {
  await hub.stop();
  await rm(data, { recursive: true, force: true });
});

/** No proxy and no token of the machine that runs the tests. */
const plain = {
  ...{ http_proxy: '', HTTP_PROXY: '', https_proxy: '', HTTPS_PROXY: '', no_proxy: '', NO_PROXY: '' },
  ...{
    HF_TOKEN: '',
    MODELSCOPE_API_TOKEN: '',
    HF_ENDPOINT: '',
    MODELSCOPE_ENDPOINT: '',
    MODELSCOPE_DOMAIN: '',
  },
};

function pullArguments(...more: readonly string[]): string[] {
  return ['models', 'pull', hub.id, '--mirror', hub.url, '--data', data, '--name', 'pulled', ...more];
}

function pull(...more: readonly string[]): Promise<ProgramResult> {
  return runProgram(pullArguments(...more), undefined, plain);
}

/** As the library lists them, without the embedded one. */
async function namesInLibrary(): Promise<string[]> {
  const { stdout } = await runProgram(
    ['models', 'list', '--format', 'json', '--data', data],
    undefined,
    plain,
  );
  const models = JSON.parse(stdout) as { name: string }[];
  return models.map(({ name }) => name).filter((name) => name !== 'ofa-mini-en');
}

test.each(['modelscope', 'huggingface'] as const)('a model of %s is pulled, and captions', async (kind) => {
  hub = await LocalHub.start(kind, files);
  const pulled = await pull('--from', kind);
  expect(pulled.stderr).toMatch(/^100 % \| 22(\.\d)? MB of 22(\.\d)? MB \|/m);
  expect(pulled.status).toBe(0);
  expect(pulled.stdout).toContain('6 files, 22');
  expect(pulled.stdout).toContain('ofa-caption caption --model pulled photo.jpg');
  expect(await namesInLibrary()).toEqual(['pulled']);
  const manifest: unknown = JSON.parse(await readFile(join(data, 'models/pulled/ofa-caption.json'), 'utf8'));
  const revision = kind === 'modelscope' ? 'master' : 'main';
  expect(manifest).toMatchObject({ source: { kind: 'hub', id: hub.id, revision } });
  const captioned = await runProgram(['caption', photo('dog.webp'), '--model', 'pulled', '--data', data]);
  expect(captioned.stderr).toBe('');
  expect(captioned.stdout).toMatch(/dog/);
  expect((await runProgram(['models', 'default', 'pulled', '--data', data])).status).toBe(0);
  // Nothing of the download is left but its lock.
  const left = await readdir(join(data, 'models/.staging'));
  expect(left.filter((name) => !name.endsWith('.lock'))).toEqual([]);

  const asked = hub.seen.length;
  const again = await pull('--from', kind);
  expect(again.status).toBe(0);
  expect(again.stdout).toContain('pulled is there already');
  expect(hub.seen).toHaveLength(asked + 1);
  hub.files.set('README.md', Buffer.from('# another'));
  const other = await pull('--from', kind);
  expect(other.status).toBe(2);
  expect(other.stderr).toContain('pulled');
  expect(hub.seen).toHaveLength(asked + 2);
});

/** Lets the weights begin, and says no more: whoever reads waits. */
function stallWeights(): void {
  hub.intercept = (seen, response) => {
    if (seen.file !== weights) return false;
    const bytes = files.get(weights)!;
    response.writeHead(200, { etag: hub.etag(weights), 'content-length': bytes.length });
    response.write(bytes.subarray(0, 9_000_000));
    return true;
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ status: number | null; signal: string | null; stderr: string }>;
}

/** A pull that got stuck in the middle of the weights. */
async function stuckPull(): Promise<Running> {
  stallWeights();
  const child = spawn(process.execPath, [program, ...pullArguments('--from', 'modelscope')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...plain },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([status, signal]) => ({
    ...{ status: status as number | null, signal: signal as string | null },
    stderr,
  }));
  while ((await partialBytes()) < 8_000_000) {
    expect(child.exitCode, stderr).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { child, ended };
}

async function partialBytes(): Promise<number> {
  const staging = join(data, 'models/.staging');
  const names = await readdir(staging).catch(() => []);
  const folder = names.find((name) => !name.endsWith('.lock'));
  if (folder === undefined) return 0;
  return stat(join(staging, folder, 'partial', weights)).then(
    ({ size }) => size,
    () => 0,
  );
}

test('killed in the middle, the next run asks for the missing bytes only', async () => {
  hub = await LocalHub.start('modelscope', files);
  const { child, ended } = await stuckPull();
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
  expect(await namesInLibrary()).toEqual([]);
  const there = await partialBytes();
  hub.intercept = () => false;
  hub.seen.length = 0;
  const { status } = await pull('--from', 'modelscope');
  expect(status).toBe(0);
  expect(hub.seen.map(({ file }) => file)).toEqual([null, weights]);
  expect(startOf(hub.asked(weights)[0]?.headers.range)).toBe(there);
  expect(await namesInLibrary()).toEqual(['pulled']);
});

test('Ctrl-C leaves what has arrived and says so; meanwhile a second pull of the same model is told', async () => {
  hub = await LocalHub.start('modelscope', files);
  const { child, ended } = await stuckPull();
  const second = await pull('--from', 'modelscope');
  expect(second.status).toBe(2);
  expect(second.stderr).toContain('Another process is downloading');
  child.kill('SIGINT');
  const { status, stderr } = await ended;
  expect(status).toBe(130);
  expect(stderr).toContain('the same command continues');
  expect(await partialBytes()).toBeGreaterThanOrEqual(8_000_000);
  expect(await namesInLibrary()).toEqual([]);
});

test('a model that cannot be served never gets its name; a token is never shown', async () => {
  hub = await LocalHub.start('huggingface', files);
  hub.files.set('config.json', Buffer.from('{"model_type":"bert"}'));
  const environment = { ...plain, HF_TOKEN: 'hf_secret' };
  const { status, stdout, stderr } = await runProgram(
    pullArguments('--from', 'huggingface'),
    undefined,
    environment,
  );
  expect(status).toBe(2);
  expect(stderr).toContain('config.json');
  expect(stderr).toContain('The files stay in');
  expect(stdout).toContain(`The token in HF_TOKEN is sent to ${new URL(hub.url).host}.`);
  expect(stdout + stderr).not.toContain('hf_secret');
  expect(await namesInLibrary()).toEqual([]);
});

test('https goes through the tunnel of HTTPS_PROXY, certificates are checked', async () => {
  const key = await readFile(join(certificate, '../key.pem'), 'utf8');
  hub = await LocalHub.start('modelscope', files, { key, cert: await readFile(certificate, 'utf8') });
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, client: Socket) => {
    tunnels.push(url);
    const [host, port] = url.split(':');
    const onward = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(onward).pipe(client);
    });
    for (const socket of [client, onward]) socket.on('error', () => socket.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const environment = { ...plain, HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
  try {
    const untrusted = await runProgram(pullArguments('--from', 'modelscope'), undefined, environment);
    expect(untrusted.status).toBe(1);
    expect(untrusted.stderr).toContain('the certificate is not from a trusted authority');
    expect(hub.seen).toEqual([]);
    const trusted = { ...environment, NODE_EXTRA_CA_CERTS: certificate };
    const { status } = await runProgram(pullArguments('--from', 'modelscope'), undefined, trusted);
    expect(status).toBe(0);
    expect(tunnels[0]).toBe(new URL(hub.url).host);
    expect(await namesInLibrary()).toEqual(['pulled']);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

test('wrong usage is refused before anything is asked', async () => {
  hub = await LocalHub.start('huggingface', files);
  for (const args of [
    ['no-such-short-name'],
    ['distilled', '--from', 'huggingface'],
    [hub.id, '--from', 'elsewhere'],
    [hub.id, '--name', 'No Name'],
    [hub.id, '--revision', '../main'],
    [hub.id, '--name', 'ofa-mini-en'],
  ]) {
    const { status, stderr } = await runProgram(
      ['models', 'pull', ...args, '--mirror', hub.url, '--data', data],
      undefined,
      plain,
    );
    expect(status, args.join(' ')).toBe(2);
    expect(stderr, args.join(' ')).not.toBe('');
  }
  expect(hub.seen).toEqual([]);
  const unknown = await runProgram(
    ['models', 'pull', 'owner/none', '--mirror', hub.url, '--data', data],
    undefined,
    plain,
  );
  expect(unknown.status).toBe(1);
  expect(unknown.stderr).toContain('has no public model owner/none');
});

test('help lists the short names, and which models are not tuned for captions', async () => {
  hub = await LocalHub.start('huggingface', files);
  const { stdout } = await runProgram(['models', 'pull', '--help']);
  expect(stdout).toMatch(
    /distilled +modelscope +damo\/ofa_image-caption_coco_distilled_en +tuned for captions/,
  );
  expect(stdout).toMatch(/tiny +huggingface +OFA-Sys\/ofa-tiny +pre-trained, not tuned for captions/);
});
