import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BuiltServer } from '../acceptance/built-server.js';
import { runProgram } from '../cli/run-program.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { askAs } from './key-client.js';
import { RawSocket } from './raw-socket.js';

const models = '{ models { name } }';

let data: string;
let server: BuiltServer;
beforeAll(async () => {
  data = await temporaryDirectory();
  server = await BuiltServer.start(data);
});
afterAll(() => server.stop('SIGTERM'));

const keys = (...args: string[]) => runProgram(['keys', ...args, '--data', data]);
const create = async (name: string, role: string) =>
  (await keys('create', '--role', role, '--name', name)).stdout.trim();

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  readonly revokedAt: string | null;
}

async function listed(): Promise<Listed[]> {
  return JSON.parse((await keys('list', '--json')).stdout) as Listed[];
}

describe('keys by the command line beside a running server', () => {
  it('are made, listed and revoked', { timeout: 120_000 }, async () => {
    expect(await listed()).toEqual([]);
    expect((await askAs(server.url, null, models)).status).toBe(200);
    const made = await keys('create', '--role', 'admin', '--name', 'operator');
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toMatch(/^ofa_[A-Za-z0-9_-]{43}\n$/);
    const admin = made.stdout.trim();
    expect((await askAs(server.url, admin, models)).status).toBe(200);
    expect((await askAs(server.url, null, models)).status).toBe(401);
    const client = await create('web page', 'client');
    const socket = await RawSocket.open(Number(new URL(server.url).port));
    expect(await socket.init({ authorization: `Bearer ${client}` })).toBe('connection_ack');
    expect(await listed()).toMatchObject([
      { id: 1, name: 'operator', role: 'admin', revokedAt: null },
      { id: 2, name: 'web page', role: 'client', revokedAt: null },
    ]);
    expect((await keys('revoke', 'web page')).status).toBe(0);
    expect(await socket.closed).toBe(4403);
    await vi.waitFor(async () => {
      expect((await askAs(server.url, client, models)).status).toBe(401);
    });
    const table = (await keys('list')).stdout.split('\n');
    expect(table[0]).toMatch(/^id +name +role +created \(UTC\) +last used +revoked$/);
    expect(table[1]).toMatch(/^1 +operator +admin +\d{4}-\d\d-\d\d \d\d:\d\d +\d{4}-.* -$/);
    expect(table[2]).toMatch(/^2 +web page +client .*\d\d:\d\d$/);
    expect(table.join()).not.toContain(client.slice(4));
  });

  it('are refused where they make no sense', { timeout: 120_000 }, async () => {
    expect(await keys('create', '--role', 'root', '--name', 'x')).toMatchObject({ status: 2, stdout: '' });
    expect(await keys('create', '--role', 'admin')).toMatchObject({ status: 2, stdout: '' });
    const bad = await keys('create', '--role', 'admin', '--name', ' ');
    expect(bad).toMatchObject({ status: 2, stdout: '' });
    expect(bad.stderr).toContain('name must have');
    expect(await keys('revoke', 'nobody')).toMatchObject({ status: 1 });
    expect(await keys('revoke', '4711')).toMatchObject({ status: 1 });
  });
});

describe('an address that other machines reach', () => {
  const serve = (directory: string, ...options: string[]) =>
    runProgram(['serve', '--host', '0.0.0.0', '--port', '0', '--data', directory, ...options]);

  it(
    'is refused without a key, and taken with one, also after it was revoked',
    { timeout: 120_000 },
    async () => {
      const directory = await temporaryDirectory();
      const refused = await serve(directory);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('ofa-caption keys create');
      const made = await runProgram([
        'keys',
        'create',
        '--role',
        'client',
        '--name',
        'a',
        '--data',
        directory,
      ]);
      await runProgram(['keys', 'revoke', '1', '--data', directory]);
      const open = await BuiltServer.start(directory, '--host', '0.0.0.0');
      const url = open.url.replace('0.0.0.0', '127.0.0.1');
      expect((await askAs(url, null, models)).status).toBe(401);
      expect((await askAs(url, made.stdout.trim(), models)).status).toBe(401);
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      await open.stop('SIGTERM');
    },
  );

  it('is taken without one where that is wanted', { timeout: 120_000 }, async () => {
    const open = await BuiltServer.start(
      await temporaryDirectory(),
      '--host',
      '0.0.0.0',
      '--insecure-no-auth',
    );
    const url = open.url.replace('0.0.0.0', '127.0.0.1');
    expect((await askAs(url, null, '{ apiKeys { name } }')).data).toEqual({ apiKeys: [] });
    await open.stop('SIGTERM');
  });
});
