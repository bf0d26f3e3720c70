import { InvalidInputError } from '../errors/invalid-input-error.js';
import * as say from '../messages/about-doctor-profile.js';
import { modelGone, notUsable } from '../messages/about-profiles.js';
import { resolveDecoding } from '../model/decoding.js';
import type { ModelPackage } from '../model/package.js';
import { largestBatch } from '../profiles/batch-size.js';
import { findContradiction } from '../profiles/contradiction.js';
import { overriddenSources, overridableParameters } from '../profiles/profile-overrides.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination } from './examination.js';
import type { ModelHistory } from '../storage/database-inspection.js';

const checks = new GroupChecks('profile');

/** The built-in profile for one person at a desk, and the one for many users: what is right differs. */
const development = 'development';
const production = 'production';

/** What the profile says of repetition, retries, limits and watching. */
export function profileChecks(
  examination: Examination,
  model: ModelPackage | null,
  runs: ModelHistory['runs'],
): DoctorCheck[] {
  return [
    checkUsable(examination, model),
    checkSeed(examination),
    checkDeterministic(examination),
    checkRetries(examination),
    checkTimeout(examination, runs),
    checkQueue(examination),
    ...(model === null ? [] : [checkImageSize(examination, model)]),
    checkMonitoring(examination),
  ];
}

function checkUsable(
  { modelDirectory, profile, overrides }: Examination,
  model: ModelPackage | null,
): DoctorCheck {
  const name = 'contradictions';
  const found = findContradiction(profile);
  if (found !== null) {
    const sources = overriddenSources(overrides, found.among);
    return checks.fail(name, notUsable(profile.name, found.wording, sources), say.changeOneOf(found.among));
  }
  if (modelDirectory === null || (model !== null && profile.model !== model.name)) {
    return checks.fail(name, modelGone(profile.name, profile.model), say.otherModelServed());
  }
  try {
    if (model !== null) resolveDecoding(model, profile);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return checks.fail(name, say.decodingRefused(error.message), say.changeOneOf(error.argumentPath ?? []));
  }
  return checks.pass(
    name,
    say.profileUsable(profile.name, overriddenSources(overrides, overridableParameters)),
  );
}

function checkSeed({ profile: { name, seed, decoding } }: Examination): DoctorCheck {
  if (decoding === 'BEAM') return checks.pass('seed', say.seedIdle(seed));
  if (seed !== null && name === production) {
    return checks.warn('seed', say.noSeedInProduction(seed), say.setSeed('none'));
  }
  if (seed === null && name === development) {
    return checks.warn('seed', say.seedForDevelopment(), say.setSeed('42'));
  }
  return checks.pass('seed', seed === null ? say.seedDrawn() : say.seedFixed(seed));
}

function checkDeterministic({ profile, devices }: Examination): DoctorCheck {
  const onGpu = devices.choose(profile).provider === 'cuda';
  if (!profile.deterministic) return checks.pass('deterministic', say.deterministicOff(onGpu));
  return onGpu && profile.name === production
    ? checks.warn('deterministic', say.deterministicOn(onGpu), say.dropDeterministic())
    : checks.pass('deterministic', say.deterministicOn(onGpu));
}

function checkRetries({ profile: { maxRetries, retryDelayMs, timeoutMs } }: Examination): DoctorCheck {
  if (maxRetries === 0) return checks.warn('retries', say.noRetries(), say.setRetries());
  return retryDelayMs >= timeoutMs
    ? checks.warn('retries', say.retryAfterTimeout(retryDelayMs, timeoutMs), say.setRetries())
    : checks.pass('retries', say.retries(maxRetries, retryDelayMs));
}

/** The run in progress and the caption's own. */
const runsToWaitFor = 2;

function checkTimeout({ profile: { timeoutMs } }: Examination, runs: ModelHistory['runs']): DoctorCheck {
  if (runs === null) return checks.pass('timeout', say.timeoutUnmeasured(timeoutMs));
  const { longestMs, count } = runs;
  const least = Math.ceil(runsToWaitFor * longestMs);
  return timeoutMs < least
    ? checks.warn('timeout', say.timeoutShort(timeoutMs, longestMs, count), say.raiseTimeout(least))
    : checks.pass('timeout', say.timeoutEnough(timeoutMs, longestMs, count));
}

function checkQueue({ profile }: Examination): DoctorCheck {
  const { queueSize } = profile;
  const batchSize = largestBatch(profile);
  return queueSize < batchSize
    ? checks.warn('queue', say.queueBelowBatch(queueSize, batchSize), say.raiseQueue(batchSize))
    : checks.pass('queue', say.queueBounded(queueSize));
}

function checkImageSize(
  { profile: { maxImageSize } }: Examination,
  { imageSize }: ModelPackage,
): DoctorCheck {
  return maxImageSize !== null && maxImageSize < imageSize
    ? checks.warn(
        'image-size',
        say.imageSizeBelowModel(maxImageSize, imageSize),
        say.raiseImageSize(imageSize),
      )
    : checks.pass('image-size', say.imageSizeEnough(maxImageSize, imageSize));
}

function checkMonitoring({ profile: { monitoring, name } }: Examination): DoctorCheck {
  if (monitoring) return checks.pass('monitoring', say.monitoringOn());
  return name === development
    ? checks.pass('monitoring', say.monitoringOff(name))
    : checks.warn('monitoring', say.monitoringOff(name), say.turnMonitoringOn());
}
