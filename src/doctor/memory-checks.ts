import type { VisibleGpu } from '../devices/gpu-reading.js';
import { sizesWithin, usableMiB, type MemoryPlan } from '../engine/memory-plan.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { limitTooSmall } from '../messages/about-memory.js';
import * as say from '../messages/about-doctor-memory.js';
import type { ModelPackage } from '../model/package.js';
import { largestBatch } from '../profiles/batch-size.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import { recommend } from '../profiles/recommendation.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination } from './examination.js';

const checks = new GroupChecks('memory');

/** What stays free by the recommendation. */
const headroom = { least: 0.1, most: 0.2 };
/** Memory of an engine that was not measured: its weights in FP32, what the runs need beside them, and the process. */
const weightsMultiple = 3;
const processMiB = 300;

/** Whether batches fit, how much stays free, and what the machine has. */
export async function memoryChecks(examination: Examination, model: ModelPackage): Promise<DoctorCheck[]> {
  const { profile, devices } = examination;
  const choice = devices.choose(profile);
  const gpus: readonly VisibleGpu[] = choice.provider === 'cuda' ? choice.gpus : [];
  const plan = await planOf(examination, model, profile);
  return [
    checkBatchSize(examination, model, gpus[0] ?? null, plan),
    checkHeadroom(profile),
    checkLimit(examination, gpus[0] ?? null),
    checkMachine(examination, model, gpus.length === 0 ? plan : null),
    ...gpus.map((gpu, place) => checkGpu(gpu, place, profile)),
    await checkLowMemory(examination, model, plan),
  ];
}

function checkBatchSize(
  { profile, devices }: Examination,
  { imageSize }: ModelPackage,
  gpu: VisibleGpu | null,
  plan: MemoryPlan | null,
): DoctorCheck {
  const name = 'batch-size';
  const batchSize = largestBatch(profile);
  const { memoryHeadroom } = profile;
  const totalMiB = devices.totalMiB(gpu);
  const limited = profile.memoryLimitMiB !== null;
  const limitMiB = profile.memoryLimitMiB ?? totalMiB;
  const budget = { limitMiB, limited, headroom: memoryHeadroom };
  const measured = plan?.steps ?? [];
  const known = measured.some((step) => step.batchSize >= batchSize) || plan?.failedAt != null;
  const passed = measured.some(({ peakMiB }) => peakMiB > usableMiB(budget));
  if (plan !== null && (known || passed)) {
    const largest = sizesWithin(plan, batchSize, budget).at(-1);
    if (largest === undefined) {
      const needed = measured[0]?.peakMiB ?? null;
      const shortage = { needed, limit: limitMiB, usable: usableMiB(budget), limited };
      return checks.fail(name, limitTooSmall(shortage), say.makeItFit());
    }
    const { peakMiB } = measured.find((step) => step.batchSize === largest)!;
    return largest < batchSize
      ? checks.warn(
          name,
          say.batchLowered(batchSize, largest, peakMiB, usableMiB(budget)),
          say.setBatchSize(largest),
        )
      : checks.pass(name, say.batchFits(batchSize, peakMiB, usableMiB(budget)));
  }
  const memoryMiB = Number.isFinite(budget.limitMiB) ? budget.limitMiB : null;
  const kind = gpu === null ? 'CPU' : 'CUDA';
  const recommended = recommend({ kind, memoryMiB, plan: measured, headroom: memoryHeadroom, imageSize });
  const detail = say.batchAsRecommended(batchSize, recommended.batchSize, recommended.reason);
  return batchSize > recommended.batchSize
    ? checks.warn(name, detail, say.setBatchSize(recommended.batchSize))
    : checks.pass(name, detail);
}

function checkHeadroom({ memoryHeadroom }: ProfileParameters): DoctorCheck {
  return memoryHeadroom < headroom.least || memoryHeadroom > headroom.most
    ? checks.warn('memory-headroom', say.headroomUnusual(memoryHeadroom), say.setHeadroom())
    : checks.pass('memory-headroom', say.headroomFits(memoryHeadroom));
}

function checkLimit({ profile, devices }: Examination, gpu: VisibleGpu | null): DoctorCheck {
  const name = 'memory-limit';
  const { memoryLimitMiB } = profile;
  const totalMiB = devices.totalMiB(gpu);
  if (memoryLimitMiB === null) {
    return checks.pass(name, say.noLimit(Number.isFinite(totalMiB) ? totalMiB : null));
  }
  return memoryLimitMiB > totalMiB
    ? checks.warn(name, say.limitBeyond(memoryLimitMiB, totalMiB), say.lowerLimit(totalMiB))
    : checks.pass(name, say.limitWithin(memoryLimitMiB, totalMiB));
}

/** On a GPU the machine only holds the process and, while it loads, the weights. */
function checkMachine(
  { devices, proof }: Examination,
  model: ModelPackage,
  plan: MemoryPlan | null,
): DoctorCheck {
  const name = 'machine-memory';
  const estimatedMiB = (weightsMultiple * 4 * model.parameters) / 2 ** 20 + processMiB;
  const neededMiB = plan?.steps[0]?.peakMiB ?? estimatedMiB;
  const totalMiB = devices.totalMiB(null);
  const availableMiB = devices.availableMiB([]);
  const detail = say.machineMemory(totalMiB, availableMiB, neededMiB);
  if (totalMiB < neededMiB) return checks.fail(name, detail, say.freeMemory());
  // A running server's engine has what it needs already.
  return availableMiB < neededMiB && proof.kind === 'CAPTION'
    ? checks.warn(name, detail, say.freeMemory())
    : checks.pass(name, detail);
}

/** @param place among the GPUs in use: instances of one GPU share its index */
function checkGpu(gpu: VisibleGpu, place: number, { memoryHeadroom }: ProfileParameters): DoctorCheck {
  const check = `gpu-memory-${place}`;
  const { name, memoryUsedMiB, memoryTotalMiB } = gpu;
  if (memoryUsedMiB === null || memoryTotalMiB === null)
    return checks.skip(check, say.gpuMemoryUnknown(name));
  const detail = say.gpuMemory(name, memoryUsedMiB, memoryTotalMiB);
  return memoryUsedMiB > memoryTotalMiB * (1 - memoryHeadroom)
    ? checks.warn(check, detail, say.freeGpuMemory())
    : checks.pass(check, detail);
}

async function checkLowMemory(
  examination: Examination,
  model: ModelPackage,
  measured: MemoryPlan | null,
): Promise<DoctorCheck> {
  const name = 'low-memory';
  const { profile } = examination;
  if (!profile.lowMemory) return checks.pass(name, say.lowMemoryOff());
  const without = onePicture(await planOf(examination, model, { ...profile, lowMemory: false }));
  const withIt = onePicture(measured);
  if (withIt === null || without === null) return checks.pass(name, say.lowMemoryUnmeasured());
  return withIt < without
    ? checks.pass(name, say.lowMemorySaves(withIt, without))
    : checks.warn(name, say.lowMemoryUseless(withIt, without), say.dropLowMemory());
}

/** MiB; null where it was not measured. */
function onePicture(plan: MemoryPlan | null): number | null {
  return plan?.steps.find(({ batchSize }) => batchSize === 1)?.peakMiB ?? null;
}

/** What was measured; nothing for a profile that the model cannot run with, which is told elsewhere. */
async function planOf(
  { plan }: Examination,
  model: ModelPackage,
  profile: ProfileParameters,
): Promise<MemoryPlan | null> {
  try {
    return await plan(model, profile);
  } catch (error) {
    if (error instanceof InvalidInputError) return null;
    throw error;
  }
}
