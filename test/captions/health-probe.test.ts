import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HealthProbe } from '../../src/captions/health-probe.js';
import { captionProbePicture } from '../../src/captions/probe-picture.js';
import { CodedError } from '../../src/errors/coded-error.js';
import { quiet, startEngine } from '../engine/real-engine.js';
import { openStorage } from '../storage/open-storage.js';

const failure = new CodedError('ENGINE_FAILED', 'The run failed.');
const probes: HealthProbe[] = [];

function openProbe(caption: () => Promise<void>): HealthProbe {
  const probe = new HealthProbe({ caption, log: quiet, failuresInARow: 3, pauseMs: 5 });
  probes.push(probe);
  return probe;
}

function fail(probe: HealthProbe, times: number): void {
  for (let time = 0; time < times; time++) probe.runEnded(failure);
}

afterEach(() => {
  for (const probe of probes.splice(0)) probe.stop();
});

describe('the health probe', () => {
  it('is well until runs have failed in a row', () => {
    const caption = vi.fn(() => Promise.reject(failure));
    const probe = openProbe(caption);
    fail(probe, 2);
    probe.runEnded(null);
    fail(probe, 2);
    expect(probe.reason).toBeNull();
    expect(caption).not.toHaveBeenCalled();
    fail(probe, 1);
    expect(probe.reason).toContain('The run failed.');
    expect(caption).toHaveBeenCalledOnce();
  });

  it('tries again until a picture is captioned, and is well then', async () => {
    let attempts = 0;
    const probe = openProbe(() =>
      ++attempts < 4 ? Promise.reject(new Error(`attempt ${attempts}`)) : Promise.resolve(),
    );
    fail(probe, 3);
    await vi.waitFor(
      () => {
        expect(probe.reason).toContain('attempt 2');
      },
      { interval: 1 },
    );
    await vi.waitFor(() => {
      expect(probe.reason).toBeNull();
    });
    expect(attempts).toBe(4);
    fail(probe, 2);
    expect(probe.reason).toBeNull();
    fail(probe, 1);
    expect(probe.reason).not.toBeNull();
  });

  it('is well again too when a caption succeeds that somebody asked for', async () => {
    const caption = vi.fn(() => Promise.reject(failure));
    const probe = openProbe(caption);
    fail(probe, 3);
    await vi.waitFor(() => {
      expect(caption.mock.calls.length).toBeGreaterThan(1);
    });
    probe.runEnded(null);
    expect(probe.reason).toBeNull();
  });

  it('captions its picture with a real engine, and leaves nothing behind', async () => {
    const { blobs, directory } = await openStorage();
    const engine = await startEngine();
    try {
      await captionProbePicture(engine, blobs, null);
      expect(await readdir(directory.incoming)).toEqual([]);
    } finally {
      engine.close();
    }
    await expect(captionProbePicture(engine, blobs, null)).rejects.toMatchObject({
      code: 'DEVICE_UNAVAILABLE',
    });
  });
});
