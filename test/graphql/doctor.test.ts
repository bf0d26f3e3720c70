import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../src/cli/start-server.js';
import { builtEngine, quiet } from '../engine/real-engine.js';
import { ask } from '../http/upload-client.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';
import { DoctorDocument } from './generated/graphql.js';

let server: RunningServer;
let directory: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
  server = await startServer(testSettings(directory), { log: quiet, program: builtEngine });
  await server.engine.ready();
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

async function report(language = 'en') {
  const origin = server.url.replace('localhost', '127.0.0.1');
  const headers = { 'content-type': 'application/json', 'accept-language': language };
  const { data, errors } = await ask(origin, DoctorDocument, {}, [], { headers });
  expect(errors).toEqual([]);
  const checks = data?.doctor.checks ?? [];
  return {
    ok: data?.doctor.ok,
    checks,
    named: (name: string) => checks.find((check) => check.name === name),
  };
}

describe('the query doctor', () => {
  it('tells how the running server is doing, its own port and engine included', async () => {
    const { ok, named } = await report();
    expect(ok).toBe(true);
    const { port } = new URL(server.url);
    expect(named('port')).toMatchObject({ status: 'PASS', group: 'network', fix: null });
    expect(named('port')?.detail).toContain(`listens on port ${port}`);
    expect(named('engine')).toMatchObject({ status: 'PASS', detail: 'The engine works on CPU in FP32.' });
    expect(named('batch-size')?.detail).toContain('measured');
    expect(named('compiled-graphs')?.detail).toContain('1 compiled graphs, all whole');
  });

  it('answers in the language of the client, from the same report', async () => {
    const [english, chinese] = await Promise.all([report('en'), report('zh-CN')]);
    expect(chinese.checks.map(({ name, status }) => [name, status])).toEqual(
      english.checks.map(({ name, status }) => [name, status]),
    );
    expect(chinese.named('engine')?.detail).toBe('引擎在 CPU 上以 FP32 正常工作。');
  });
});
