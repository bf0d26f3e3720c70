import { checkBroke, reportTheBug } from '../messages/about-doctor-system.js';
import { GroupChecks, type CheckGroup, type DoctorCheck, type DoctorReport } from './check.js';
import { databaseChecks, historyOf } from './database-checks.js';
import { deviceChecks } from './device-checks.js';
import { checkEngine } from './engine-check.js';
import { environmentChecks } from './environment-checks.js';
import type { Examination } from './examination.js';
import { checkGraphs } from './graph-checks.js';
import { memoryChecks } from './memory-checks.js';
import { missingModel, modelChecks, type ExaminedModel } from './model-checks.js';
import { checkPort } from './port-check.js';
import { checkPrecision } from './precision-check.js';
import { profileChecks } from './profile-checks.js';
import { storageChecks } from './storage-checks.js';
import { systemChecks } from './system-checks.js';

/** Looks at everything that a server needs, and changes nothing; works beside a running one. */
export async function examine(examination: Examination): Promise<DoctorReport> {
  const history = await historyOf(examination);
  const { model, checks: ofModel } = await examinedModel(examination, history.hash);
  const checks = [
    ...(await made('system', () => systemChecks())),
    ...(await made('environment', () => environmentChecks(examination))),
    ...(await made('device', () => deviceChecks(examination))),
    ...ofModel,
    ...(await made('profile', () => Promise.resolve(profileChecks(examination, model, history.runs)))),
    ...(model === null ? [] : await made('profile', async () => [await checkPrecision(examination, model)])),
    ...(model === null ? [] : await made('memory', () => memoryChecks(examination, model))),
    ...(await made('storage', () => storageChecks(examination, model))),
    ...(await made('storage', () => databaseChecks(examination))),
    ...(await made('storage', async () => [await checkGraphs(examination)])),
    ...(await made('network', async () => [await checkPort(examination)])),
  ];
  const failed = checks.filter(({ status }) => status === 'FAIL').map(({ name }) => name);
  checks.push(...(await made('engine', async () => [await checkEngine(examination.proof, failed, model)])));
  return { ok: checks.every(({ status }) => status !== 'FAIL'), checks };
}

async function examinedModel(
  { modelDirectory }: Examination,
  recordedHash: string | null,
): Promise<ExaminedModel> {
  if (modelDirectory === null) return missingModel();
  return modelChecks(modelDirectory, recordedHash).catch((error: unknown) => ({
    model: null,
    checks: [broken('model', error)],
  }));
}

/** One group that breaks must not hide what the others found. */
async function made(group: CheckGroup, checks: () => Promise<DoctorCheck[]>): Promise<DoctorCheck[]> {
  try {
    return await checks();
  } catch (error) {
    return [broken(group, error)];
  }
}

function broken(group: CheckGroup, error: unknown): DoctorCheck {
  const reason = error instanceof Error ? error.message : String(error);
  return new GroupChecks(group).fail(group, checkBroke(reason), reportTheBug());
}
