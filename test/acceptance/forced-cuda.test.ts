import { afterEach, describe, expect, it } from 'vitest';
import { runProgram } from '../cli/run-program.js';
import { photo } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { BuiltServer } from './built-server.js';
import { CaptionClient } from './caption-client.js';

// Where no driver can be found, whatever machine the tests run on.
const withoutGpu = { PATH: '/nowhere' };
let server: BuiltServer | null = null;

afterEach(async () => {
  await server?.stop('SIGKILL');
});

function warnings(log: readonly string[]): string[] {
  const lines = log.join('').split('\n');
  return lines.filter((line) => line.includes('CUDA is not available'));
}

describe('a machine without CUDA', () => {
  it('does not become ready where CUDA is forced, and says what is missing and how to get it', async () => {
    const data = await temporaryDirectory();
    server = await BuiltServer.startIn({ ...withoutGpu, FORCE_CUDA: '1' }, data);
    const client = new CaptionClient(server.url);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    const readiness = await fetch(`${server.url}/readyz`);
    expect(readiness.status).toBe(503);
    expect(await readiness.text()).toMatch(/nvidia-smi was not found.*Install the NVIDIA driver/);
    const answer = await client.upload(photo('dog.webp'));
    expect(answer).toMatchObject({
      __typename: 'CaptionFailed',
      code: 'DEVICE_UNAVAILABLE',
      message: expect.stringContaining('nvidia-smi') as string,
      caption: { status: 'FAILED', error: { code: 'DEVICE_UNAVAILABLE' } },
    });
    expect(warnings(server.log).join('')).toContain('nvidia-smi was not found');
    const environment = { ...withoutGpu, FORCE_CUDA: '1' };
    const doctor = await runProgram(['doctor', '--json', '--data', data], undefined, environment);
    expect(doctor.status).toBe(1);
    const { ok, checks } = JSON.parse(doctor.stdout) as {
      ok: boolean;
      checks: { name: string; status: string }[];
    };
    expect(ok).toBe(false);
    expect(checks).toContainEqual(expect.objectContaining({ name: 'nvidia-driver', status: 'FAIL' }));
  });

  it('works on the CPU otherwise, with one warning', async () => {
    server = await BuiltServer.startIn(withoutGpu, await temporaryDirectory());
    await server.ready();
    const answer = await new CaptionClient(server.url).upload(photo('dog.webp'));
    expect(answer).toMatchObject({ __typename: 'Caption', status: 'SUCCEEDED' });
    expect(warnings(server.log)).toHaveLength(1);
  });
});
