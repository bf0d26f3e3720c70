import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctorText } from '../../src/cli/doctor-output.js';
import { embeddedModelDirectory } from '../../src/config/paths.js';
import { BuiltServer } from '../acceptance/built-server.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { data, runProgram } from './run-program.js';

interface Report {
  readonly ok: boolean;
  readonly checks: readonly {
    name: string;
    group: string;
    status: string;
    detail: string;
    fix: string | null;
  }[];
}

async function doctor(...args: string[]) {
  const { status, stdout, stderr } = await runProgram(['doctor', '--port', '0', '--data', data, ...args]);
  const report = (): Report => JSON.parse(stdout) as Report;
  const named = (name: string) => report().checks.find((check) => check.name === name);
  return { status, stdout, stderr, report, named };
}

describe('ofa-caption doctor', () => {
  it('prints the report as JSON and nothing else, and has really captioned', async () => {
    const { status, stderr, report, named } = await doctor('--json', '--lang', 'en');
    expect([stderr, status]).toEqual(['', 0]);
    expect(report().ok).toBe(true);
    for (const check of report().checks) {
      expect(Object.keys(check)).toEqual(['name', 'group', 'status', 'detail', 'fix']);
    }
    expect(named('caption')).toMatchObject({ group: 'engine', status: 'PASS' });
    expect(named('caption')?.detail).toMatch(/on CPU in FP32 .*: ".+"\./);
  });

  it('leaves no data directory behind where none was', async () => {
    const parent = await temporaryDirectory();
    const { status, named } = await doctor('--json', '--data', join(parent, 'data'));
    expect(status).toBe(0);
    expect(named('caption')?.status).toBe('PASS');
    expect(await readdir(parent)).toEqual([]);
  });

  it('prints a checklist for people, without colours where it is no terminal', async () => {
    const { status, stdout } = await doctor('--lang', 'en', '--memory-headroom', '0.05');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Storage\n {2}ok /m);
    expect(stdout).toMatch(/^ {2}warn {2}memory-headroom .*\n +→ Set memoryHeadroom between 0\.1 and 0\.2/m);
    expect(stdout).toMatch(/1 warnings, 0 failures/);
    expect(stdout).not.toContain('\u001b[');
  });

  it('speaks Chinese when told to, or when the user’s system does', async () => {
    const told = await doctor('--lang', 'zh');
    expect(told.stdout).toMatch(/^存储$/m);
    process.env['LC_ALL'] = 'zh_CN.UTF-8';
    try {
      expect((await doctor('--json')).named('caption')?.detail).toContain('描述了测试图片');
    } finally {
      delete process.env['LC_ALL'];
    }
  });

  it('fails where something does, without trying a caption', async () => {
    const model = join(await temporaryDirectory(), 'ofa-mini-en');
    await cp(embeddedModelDirectory, model, { recursive: true });
    await rm(join(model, 'merges.txt'));
    const { status, report, named } = await doctor('--json', '--lang', 'en', '--model', model);
    expect([status, report().ok]).toEqual([1, false]);
    expect(named('vocabulary')?.status).toBe('FAIL');
    expect(named('caption')).toMatchObject({ status: 'SKIP' });
    expect(named('caption')?.detail).toContain('vocabulary');
  });

  it('knows the variables of all options, and a profile by its name', async () => {
    process.env['OFA_CAPTION_BATCH_SIZ'] = '4';
    process.env['OFA_CAPTION_MAX_JOB_PICTURES'] = '9';
    process.env['OFA_CAPTION_INSECURE_NO_AUTH'] = '0';
    try {
      const { named } = await doctor('--json', '--lang', 'en', '--profile', 'production');
      expect(named('option-variables')).toMatchObject({
        status: 'WARN',
        detail: 'No option reads OFA_CAPTION_BATCH_SIZ (OFA_CAPTION_BATCH_SIZE?).',
      });
      expect(named('precision')).toMatchObject({ status: 'WARN' });
    } finally {
      delete process.env['OFA_CAPTION_BATCH_SIZ'];
      delete process.env['OFA_CAPTION_MAX_JOB_PICTURES'];
      delete process.env['OFA_CAPTION_INSECURE_NO_AUTH'];
    }
    const unknown = await doctor('--profile', 'no such');
    expect([unknown.status, unknown.stdout]).toEqual([1, '']);
    expect(unknown.stderr).toContain('no such');
  });

  it('works beside a running server and recognises it by its port', async () => {
    const directory = await temporaryDirectory();
    const server = await (await BuiltServer.start(directory)).ready();
    try {
      const { port } = new URL(server.url);
      const { status, named } = await doctor('--json', '--lang', 'en', '--data', directory, '--port', port);
      expect(status).toBe(0);
      expect(named('port')?.detail).toContain(directory);
      expect(named('database-integrity')?.status).toBe('PASS');
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    } finally {
      await server.stop('SIGTERM');
    }
  });

  it('fails when another program has the port', async () => {
    const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { status, named } = await doctor('--json', '--port', String(port));
    other.close();
    expect([status, named('port')?.status]).toEqual([1, 'FAIL']);
  });
});

describe('colours', () => {
  const report = {
    ok: true,
    checks: [
      {
        name: 'port',
        group: 'network',
        status: 'PASS',
        detail: { en: 'free', zh: '空闲' },
        fix: null,
      },
    ],
  } as const;

  it('are there when asked for', () => {
    expect(doctorText(report, 'en', true)).toContain('\u001b[32mok');
    expect(doctorText(report, 'en', false)).not.toContain('\u001b');
  });

  it.skipIf(spawnSync('script', ['--version']).status !== 0)(
    'are on a terminal unless NO_COLOR is set',
    () => {
      const program = new URL('../../dist/main.js', import.meta.url).pathname;
      // What decides about colours, besides the terminal: a build server sets CI, a developer FORCE_COLOR.
      const colours = ['CI', 'FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS', 'COLORTERM', 'TMUX'];
      const inherited = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !colours.includes(name)),
      );
      const command = `${process.execPath} ${program} doctor --port 0 --data ${data}`;
      const printed = (environment: NodeJS.ProcessEnv) =>
        spawnSync('script', ['-qec', command, '/dev/null'], {
          encoding: 'utf8',
          env: { ...inherited, TERM: 'xterm-256color', ...environment },
        }).stdout;
      expect(printed({})).toContain('\u001b[32m');
      expect(printed({ NO_COLOR: '1' })).not.toContain('\u001b[');
    },
  );
});
