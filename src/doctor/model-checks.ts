import { basename, join, resolve } from 'node:path';
import { BadModelError } from '../errors/bad-model-error.js';
import * as say from '../messages/about-doctor-model.js';
import { checkShapes } from '../model/checkpoint/check-shapes.js';
import { countParameters } from '../model/checkpoint/count-parameters.js';
import { findWeights } from '../model/checkpoint/open-checkpoint.js';
import { readConfig, type OfaConfig } from '../model/config.js';
import { checkSums } from '../model/library/recorded-sums.js';
import { readModelPackage, type ModelPackage } from '../model/package.js';
import { readTaskConfiguration } from '../model/task-configuration.js';
import { requiredTensors } from '../model/tensor-shapes.js';
import { readTokenizer } from '../model/tokenizer/read-tokenizer.js';
import { GroupChecks, type DoctorCheck } from './check.js';

const checks = new GroupChecks('model');

export interface ExaminedModel {
  readonly checks: DoctorCheck[];
  /** Null where it cannot be served. */
  readonly model: ModelPackage | null;
}

/** For a profile whose model is not there, which the checks of the profile tell. */
export function missingModel(): ExaminedModel {
  return { checks: [checks.skip('model-package', say.modelNotRead())], model: null };
}

/**
 * The files of a model one by one, so that all that is wrong is told at once, and whether they fit together.
 * @param recordedHash of the content that the last caption was made with; null where none was
 */
export async function modelChecks(directory: string, recordedHash: string | null): Promise<ExaminedModel> {
  const root = resolve(directory);
  const config = await readConfig(join(root, 'config.json')).catch(refusal);
  const configuration = await faultOr(root, 'model-config', async () => {
    if (config instanceof BadModelError) throw config;
    const { imageSize, decoding } = await readTaskConfiguration(join(root, 'configuration.json'));
    return checks.pass('model-config', say.configRead(imageSize, decoding.beamSize, decoding.maxTokens));
  });
  const files =
    config instanceof BadModelError
      ? ['weights', 'vocabulary'].map((name) => checks.skip(name, say.modelNotRead()))
      : [await checkWeights(root, config), await checkVocabulary(root, config)];
  const model = await readModelPackage(root).catch(refusal);
  return {
    checks: [
      configuration,
      ...files,
      checkPackage(root, model),
      await checkHashes(root, model, recordedHash),
    ],
    model: model instanceof BadModelError ? null : model,
  };
}

function checkWeights(root: string, config: OfaConfig): Promise<DoctorCheck> {
  return faultOr(root, 'weights', async () => {
    const { path, open } = await findWeights(root);
    const checkpoint = await open();
    try {
      const required = requiredTensors(config);
      checkShapes(checkpoint, required);
      const found = say.weightsWhole(basename(path), required.size, countParameters(checkpoint));
      return checks.pass('weights', found);
    } finally {
      await checkpoint.close();
    }
  });
}

function checkVocabulary(root: string, config: OfaConfig): Promise<DoctorCheck> {
  return faultOr(root, 'vocabulary', async () => {
    const tokenizer = await readTokenizer(root);
    return checks.pass('vocabulary', say.vocabularyRead(tokenizer.size, config.vocabSize));
  });
}

function checkPackage(root: string, model: ModelPackage | BadModelError): DoctorCheck {
  return model instanceof BadModelError
    ? checks.fail('model-package', say.modelFault(model.message), say.restoreModel(root))
    : checks.pass('model-package', say.packageConsistent(model.name, model.prompt));
}

/** Damage that leaves every file readable shows in its hash only. */
async function checkHashes(
  root: string,
  model: ModelPackage | BadModelError,
  recordedHash: string | null,
): Promise<DoctorCheck> {
  const name = 'model-hashes';
  const sums = await checkSums(root);
  if (sums !== null && sums.wrong.length > 0) {
    return checks.fail(name, say.sumsDiffer(sums.recordedIn, sums.wrong), say.restoreModel(root));
  }
  if (model instanceof BadModelError) return checks.skip(name, say.modelNotRead());
  if (recordedHash !== null && recordedHash !== model.hash) {
    return checks.warn(name, say.contentChanged(model.hash, recordedHash), say.wasThatMeant());
  }
  if (sums !== null) return checks.pass(name, say.sumsMatch(sums.recordedIn, sums.files));
  if (recordedHash === null) return checks.skip(name, both(say.noSums(), say.nothingRecorded()));
  return checks.pass(name, say.contentAsBefore(model.hash));
}

function both(one: ReturnType<typeof say.noSums>, other: typeof one): typeof one {
  return { en: `${one.en} ${other.en}`, zh: `${one.zh}${other.zh}` };
}

async function faultOr(root: string, name: string, check: () => Promise<DoctorCheck>): Promise<DoctorCheck> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof BadModelError)) throw error;
    return checks.fail(name, say.modelFault(error.message), say.restoreModel(root));
  }
}

function refusal(error: unknown): BadModelError {
  if (error instanceof BadModelError) return error;
  throw error;
}
