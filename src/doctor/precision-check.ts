import { BadModelError } from '../errors/bad-model-error.js';
import * as say from '../messages/about-doctor-memory.js';
import { acceptedLoss } from '../model/calibration/calibration.js';
import type { ModelPackage } from '../model/package.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination, QuantisationQuality } from './examination.js';

const checks = new GroupChecks('profile');

/** The number format that the profile asks for against the one that is used, and what that costs. */
export async function checkPrecision(examination: Examination, model: ModelPackage): Promise<DoctorCheck> {
  const { profile, devices } = examination;
  const choice = devices.choose(profile);
  if (choice.provider === null) return checks.skip('precision', say.precisionNowhere(choice.reason));
  if (choice.precision === 'INT8') return checkQuantisation(examination, model);
  const reason = choice.provider === 'cpu' ? choice.reason : null;
  if (choice.precision !== profile.precision && reason !== null) {
    const detail = say.precisionChanged(profile.precision, choice.precision, reason);
    return checks.warn('precision', detail, say.askForPrecision(choice.precision));
  }
  const device = choice.provider === 'cpu' ? 'CPU' : choice.gpus.map(({ name }) => name).join(', ');
  return checks.pass('precision', say.precisionAsAsked(choice.precision, device));
}

async function checkQuantisation({ quantisation }: Examination, model: ModelPackage): Promise<DoctorCheck> {
  let ranges: QuantisationQuality | null;
  try {
    ranges = await quantisation(model);
  } catch (error) {
    if (!(error instanceof BadModelError)) throw error;
    return checks.fail('precision', say.calibrationFault(error.message), say.calibrate(model.name));
  }
  if (ranges === null)
    return checks.fail('precision', say.noCalibration(model.name), say.calibrate(model.name));
  if (ranges.quality === null) return checks.pass('precision', say.precisionAsAsked('INT8', 'CPU'));
  const { fp32, int8 } = ranges.quality.ciderD;
  return fp32 - int8 > acceptedLoss
    ? checks.warn('precision', say.qualityLost(fp32, int8), say.askForPrecision('FP32'))
    : checks.pass('precision', say.qualityKept(fp32, int8));
}
