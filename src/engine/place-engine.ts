import type { Logger } from 'pino';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { limitTooSmall } from '../messages/about-memory.js';
import type { EnginePlace } from './engine-place.js';
import type { EngineProgram } from './engine-process.js';
import { measurePlan, type PlanMeasurement } from './measure-plan.js';
import {
  isComplete,
  sizesToMeasure,
  sizesWithin,
  usableMiB,
  type MemoryBudget,
  type MemoryPlan,
} from './memory-plan.js';
import type { OneAtATime } from './one-at-a-time.js';
import { planPath, readPlan, writePlan, type PlanIdentity } from './plan-file.js';
import type { GraphRequest } from './protocol.js';
import type { OnProgress } from './remote-calls.js';

export interface Placement {
  readonly program: EngineProgram;
  readonly graph: Omit<GraphRequest, 'warmUp'>;
  readonly environment: Readonly<Record<string, string>>;
  /** Where the compiled graph lies, or will. */
  readonly graphDirectory: string;
  readonly identity: PlanIdentity;
  readonly batchSize: number;
  readonly budget: MemoryBudget;
  readonly peakMiB: PlanMeasurement['peakMiB'];
  /** Measurements disturb each other. */
  readonly measuring: OneAtATime;
  readonly log: Logger;
  /** Of the compiler, where there is no graph yet. */
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Finds out which batch sizes fit into memory, by running them where that has not been done before.
 * @throws InvalidInputError with both numbers when not even one picture fits; DEVICE_UNAVAILABLE, BadModelError
 */
export async function placeEngine(
  placement: Placement,
): Promise<EnginePlace & { readonly plan: MemoryPlan }> {
  const { graph, environment, batchSize, budget } = placement;
  const plan = await placement.measuring.run(() => completePlan(placement));
  const batchSizes = sizesWithin(plan, batchSize, budget);
  if (batchSizes.length === 0) {
    const needed = plan.steps[0]?.peakMiB ?? null;
    const { limitMiB: limit, limited } = budget;
    const shortage = { needed, limit, usable: usableMiB(budget), limited };
    throw new InvalidInputError(limitTooSmall(shortage), ['input', 'memoryLimitMiB']);
  }
  const warmUp = graph.provider === 'cuda' ? batchSizes : [1];
  return { graph: { ...graph, warmUp }, environment, batchSizes, plan };
}

async function completePlan(placement: Placement): Promise<MemoryPlan> {
  const { program, graph, environment, identity, batchSize, budget, peakMiB, log } = placement;
  const path = planPath(placement.graphDirectory, identity);
  const sizes = sizesToMeasure(batchSize);
  const known = await readPlan(path);
  if (known !== null && isComplete(known, sizes, budget)) return known;
  const started = performance.now();
  const plan = await measurePlan({
    program,
    place: { graph: { ...graph, warmUp: [] }, environment },
    sizes,
    budget,
    peakMiB,
    onLog: (message) => {
      log.warn(message);
    },
    onProgress: placement.onProgress,
  });
  await writePlan(path, identity, plan);
  const peaks = Object.fromEntries(plan.steps.map((step) => [step.batchSize, Math.round(step.peakMiB)]));
  const durationMs = Math.round(performance.now() - started);
  log.info(
    { device: graph.device, peakMiB: peaks, durationMs },
    'Measured the memory that each batch size needs',
  );
  return plan;
}
