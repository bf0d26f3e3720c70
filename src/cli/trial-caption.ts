import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Captioner } from '../captions/captioner.js';
import type { DeviceRegistry } from '../devices/device-registry.js';
import type { TrialCaption } from '../doctor/examination.js';
import { testPicture } from '../doctor/test-picture.js';
import type { ModelPackage } from '../model/package.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import type { DataDirectory } from '../storage/data-directory.js';

export interface TrialSettings {
  readonly profile: ProfileParameters;
  readonly devices: DeviceRegistry;
  readonly directory: DataDirectory;
  readonly threads: number;
  readonly log: Logger;
}

/** Starts an engine as the profile says and captions one picture. A data directory that is not there is not made. */
export async function captionForTrial(model: ModelPackage, settings: TrialSettings): Promise<TrialCaption> {
  const { directory, devices, profile } = settings;
  const started = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'ofa-caption-doctor-'));
  try {
    const picture = join(scratch, 'test.png');
    await writeFile(picture, testPicture.png);
    const graphs = (await exists(directory.root)) ? directory.graphs : join(scratch, 'graphs');
    const captioner = await Captioner.open({ ...settings, model, graphs, data: directory.root });
    try {
      const [best] = await captioner.caption(picture);
      const choice = devices.choose(profile);
      return {
        text: best?.text ?? '',
        device: choice.provider === 'cuda' ? (choice.gpus[0]?.name ?? 'CUDA') : 'CPU',
        precision: choice.provider === null ? profile.precision : choice.precision,
        milliseconds: performance.now() - started,
      };
    } finally {
      await captioner.close();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
