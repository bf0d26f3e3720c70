import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { checkPort } from '../../src/doctor/port-check.js';
import { openDataDirectory, dataDirectoryAt } from '../../src/storage/data-directory.js';
import { acquireServerLock } from '../../src/storage/server-lock.js';
import { startTestServer } from '../http/test-server.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { closeMachines, examinationWith } from './examination.js';

afterAll(closeMachines);

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

async function foreignServer(): Promise<number> {
  server = createServer((_request, response) => response.end('<html>another program</html>'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function check(port: number, changes: { host?: string; own?: boolean; root?: string } = {}) {
  const { host = '127.0.0.1', own = false, root = join(await temporaryDirectory(), 'data') } = changes;
  return checkPort(await examinationWith({ address: { host, port, own }, directory: dataDirectoryAt(root) }));
}

describe('the port', () => {
  it('is in order when it is free, any, or one’s own', async () => {
    const port = await foreignServer();
    expect((await check(port, { own: true })).status).toBe('PASS');
    server?.close();
    expect(await check(port)).toMatchObject({
      status: 'PASS',
      detail: { en: `Port ${port} of 127.0.0.1 is free.` },
    });
    expect((await check(0)).status).toBe('PASS');
  });

  it('fails when another program holds it', async () => {
    const taken = await check(await foreignServer());
    expect(taken.status).toBe('FAIL');
    expect(taken.detail.en).toContain('another program');
    expect(taken.fix?.en).toContain('--port');
  });

  it('tells the server of this data directory from one of another', async () => {
    const ours = await startTestServer();
    const lock = await acquireServerLock(ours.data.lock, ours.data.root);
    try {
      const held = await check(ours.port, { root: ours.data.root });
      expect(held.status).toBe('PASS');
      expect(held.detail.en).toContain(ours.data.root);
      const elsewhere = await openDataDirectory(await temporaryDirectory());
      const other = await check(ours.port, { root: elsewhere.root });
      expect(other.status).toBe('FAIL');
      expect(other.detail.en).toContain('another data directory');
    } finally {
      lock.release();
      await ours.stop();
    }
  });

  it('fails on an address that this machine does not have', async () => {
    const foreign = await check(8501, { host: '203.0.113.7' });
    expect(foreign.status).toBe('FAIL');
    expect(foreign.detail.en).toContain('EADDRNOTAVAIL');
  });
});
