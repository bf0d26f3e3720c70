import type { DoctorReport } from '../doctor/check.js';
import { examine } from '../doctor/examine.js';
import type { ListeningAddress } from '../doctor/examination.js';
import { readCalibration } from '../model/calibration/calibration-files.js';
import { migrationsDirectory } from '../config/paths.js';
import type { ServiceSettings, Services } from './services.js';

/** Larger ones are not read through while the server waits, bytes. */
const largestDatabase = 64 * 2 ** 20;

/** The doctor's checks of a running server, as it is set up and with the engine that it has. */
export async function examineServer(
  services: Services,
  settings: ServiceSettings & {
    readonly address: ListeningAddress;
    readonly knownVariables: ReadonlySet<string>;
  },
): Promise<DoctorReport> {
  const { devices, directory, models, runtime, placing, profileRecords } = services;
  const profile = await profileRecords.active();
  return examine({
    environment: process.env,
    knownVariables: settings.knownVariables,
    devices,
    directory,
    migrations: migrationsDirectory,
    modelDirectory: await models.directoryOf(profile.model),
    profile,
    overrides: profileRecords.overrides,
    address: settings.address,
    largestDatabase,
    plan: (model, wanted) => placing.knownPlan(model, wanted),
    quantisation: (model) => readCalibration(model, directory.root),
    proof: { kind: 'ENGINE', standing: () => runtime.now() },
  });
}
