import { toPlainError } from '../errors/coded-error.js';
import type { Wording } from '../errors/wording.js';
import * as say from '../messages/about-doctor-engine.js';
import type { ModelPackage } from '../model/package.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { EngineStanding, Proof } from './examination.js';

const checks = new GroupChecks('engine');

/**
 * The proof of the whole: a caption, or how the engine that runs is doing.
 * @param failed names of the checks that failed; a caption is not tried then
 * @param model null where it cannot be read
 */
export async function checkEngine(
  proof: Proof,
  failed: readonly string[],
  model: ModelPackage | null,
): Promise<DoctorCheck> {
  if (proof.kind === 'ENGINE') return checkStanding(await proof.standing());
  if (failed.length > 0 || model === null) return checks.skip('caption', say.captionSkipped(failed));
  try {
    const { text, device, precision, milliseconds } = await proof.caption(model);
    return text.trim() === ''
      ? checks.fail('caption', say.captionEmpty(), say.seeTheLog())
      : checks.pass('caption', say.captionMade(text, device, precision, milliseconds));
  } catch (error) {
    return checks.fail('caption', say.captionFailed(toPlainError(error).message), say.seeTheLog());
  }
}

function checkStanding({ engine, device, precision, reason: told }: EngineStanding): DoctorCheck {
  const reason: Wording | null = typeof told === 'string' ? { en: told, zh: told } : told;
  switch (engine) {
    case 'READY':
    case 'BUSY':
      return checks.pass('engine', say.engineWorks(device ?? 'CPU', precision ?? 'FP32'));
    case 'STARTING':
      return checks.warn('engine', say.engineStarting(reason), say.waitForEngine());
    case 'DEGRADED':
      return checks.warn('engine', say.engineDegraded(reason), say.makeEngineWork());
    case 'UNAVAILABLE':
      return checks.fail('engine', say.engineUnavailable(reason), say.makeEngineWork());
  }
}
