import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EngineLostError } from '../../src/errors/engine-lost-error.js';
import { EngineProcess } from '../../src/engine/engine-process.js';
import { Engine } from '../../src/engine/engine.js';
import { isAlive } from '../is-alive.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { markedPhoto } from './marked-photo.js';
import {
  builtEngine,
  cpuPlace,
  deadlyEngine,
  embeddedModel,
  graphs,
  photo,
  quiet,
  startEngine,
} from './real-engine.js';

const engines: Engine[] = [];

async function started(program = builtEngine): Promise<Engine> {
  const engine = await startEngine(program);
  engines.push(engine);
  await engine.ready();
  return engine;
}

afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

describe('Engine', () => {
  it('reads headers, prepares pictures and runs a batch', async () => {
    const engine = await started();
    const header = await engine.readHeader(photo('dog.webp'));
    expect(header).toMatchObject({ format: 'webp', width: 1024, height: 768 });
    const pictures = await Promise.all(
      ['dog.webp', 'cow.webp'].map((name) => engine.prepare(photo(name), null)),
    );
    const run = await engine.run(pictures, null);
    expect(run.hypotheses).toHaveLength(2);
    expect(run.hypotheses[0]![0]!.score).toBeCloseTo(-0.73229, 3);
    expect(run.hypotheses[1]![0]!.score).toBeCloseTo(-0.65555, 3);
    expect(run.hypotheses[0]![0]!.tokens.at(-1)).toBe(2);
  });

  it('answers a bad picture with its typed error and goes on', async () => {
    const engine = await started();
    const path = join(await temporaryDirectory(), 'text.jpg');
    await writeFile(path, 'not a picture');
    await expect(engine.prepare(path, null)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
    await expect(engine.readHeader(path)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
    expect(engine.state).toBe('READY');
    expect(engine.restarts).toBe(0);
  });

  it('rejects what a killed process held and replaces it', async () => {
    const engine = await started();
    const held = await engine.prepare(photo('dog.webp'), null);
    const running = engine.run([held], null);
    process.kill(engine.pid!, 'SIGKILL');
    await expect(running).rejects.toBeInstanceOf(EngineLostError);
    expect(engine.holds(held)).toBe(false);
    await engine.ready();
    expect(engine.restarts).toBe(1);
    await expect(engine.run([await engine.prepare(photo('dog.webp'), null)], null)).resolves.toBeDefined();
  });

  it('will not run pixels that died with another process', async () => {
    const engine = await started();
    const held = await engine.prepare(photo('dog.webp'), null);
    process.kill(engine.pid!, 'SIGKILL');
    while (engine.restarts === 0) await sleep(5);
    await engine.ready();
    await expect(engine.run([held], null)).rejects.toBeInstanceOf(EngineLostError);
  });

  it('ends in ENGINE_FAILED for a picture whose header kills it, and serves its neighbours', async () => {
    const engine = await started(deadlyEngine);
    const deadly = await markedPhoto('dog.webp', 'UNREADABLE');
    const [bad, good] = await Promise.allSettled([
      engine.readHeader(deadly),
      engine.readHeader(photo('cow.webp')),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'ENGINE_FAILED' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: { width: 1024 } });
  });

  it('names the requests whose run failed, inside the engine too', async () => {
    const lines: string[] = [];
    const events = { onExit: () => undefined, onLog: (line: string) => lines.push(line) };
    const engine = new EngineProcess(builtEngine, events);
    const run = { pictures: [1], seeds: null, paddedTo: 1, requestIds: ['request-7'] };
    await expect(engine.call('run', run)).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
    await expect.poll(() => lines.join()).toContain('"requestIds":["request-7"]');
    await engine.end();
  });

  it('says why when the model cannot be served', async () => {
    const place = (): ReturnType<typeof cpuPlace> => cpuPlace({ modelDirectory: '/nowhere' });
    const engine = new Engine({ program: builtEngine, place, log: quiet });
    engines.push(engine);
    await expect(engine.ready()).rejects.toMatchObject({ code: 'DEVICE_UNAVAILABLE' });
    expect(engine.state).toBe('UNAVAILABLE');
    expect(engine.reason).toContain('/nowhere');
  });

  it('gives up waiting when the process keeps ending before it is ready', async () => {
    const program = { entry: new URL('fixtures/ending-engine.js', import.meta.url) };
    const engine = await startEngine(program);
    engines.push(engine);
    await expect(engine.ready()).rejects.toMatchObject({ code: 'DEVICE_UNAVAILABLE' });
    expect(engine.restarts).toBeGreaterThanOrEqual(3);
  });

  it('ends with its server, even one that goes before the process has begun', async () => {
    const host = spawn(
      process.execPath,
      [fileURLToPath(new URL('fixtures/vanishing-host.js', import.meta.url))],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(host.stdout, 'data')) as [Buffer];
    await expect.poll(() => isAlive(Number(line.toString())), { timeout: 10_000 }).toBe(false);
  });

  it('ends with its server, even in the middle of a run', async () => {
    const host = spawn(
      process.execPath,
      [fileURLToPath(new URL('fixtures/engine-host.js', import.meta.url))],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, MODEL: embeddedModel, GRAPHS: graphs, PHOTO: photo('dog.webp') },
      },
    );
    const [line] = (await once(host.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    host.kill('SIGKILL');
    await once(host, 'exit');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});
