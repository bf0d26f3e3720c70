/** What the process, or the device, held at most while batches up to this size were run. */
export interface PlanStep {
  readonly batchSize: number;
  readonly peakMiB: number;
}

/** Measured once for a graph on a device: rising batch sizes and their peaks. */
export interface MemoryPlan {
  readonly steps: readonly PlanStep[];
  /** The batch size at which memory ran out altogether; null when none did. */
  readonly failedAt: number | null;
}

/** What may be used, in MiB. */
export interface MemoryBudget {
  /** `memoryLimitMiB`, or what the device has. */
  readonly limitMiB: number;
  /** Whether the profile has set it. */
  readonly limited: boolean;
  /** Share of the limit that is kept free. */
  readonly headroom: number;
}

type UsableMemory = Pick<MemoryBudget, 'limitMiB' | 'headroom'>;

/** Sizes that are measured: powers of two up to the configured size, and that size. */
export function sizesToMeasure(batchSize: number): number[] {
  const sizes: number[] = [];
  for (let size = 1; size < batchSize; size *= 2) sizes.push(size);
  return [...sizes, batchSize];
}

/** MiB that a run may need at most. */
export function usableMiB({ limitMiB, headroom }: UsableMemory): number {
  return limitMiB * (1 - headroom);
}

/** The measured sizes up to `batchSize` whose peak keeps within the budget, rising. */
export function sizesWithin(plan: MemoryPlan, batchSize: number, budget: UsableMemory): number[] {
  return plan.steps
    .filter((step) => step.batchSize <= batchSize && step.peakMiB <= usableMiB(budget))
    .map((step) => step.batchSize);
}

/** Whether everything is measured that decides which of the sizes fit into the budget. */
export function isComplete(plan: MemoryPlan, sizes: readonly number[], budget: UsableMemory): boolean {
  const enough = plan.failedAt ?? plan.steps.find(({ peakMiB }) => peakMiB > usableMiB(budget))?.batchSize;
  return sizes
    .filter((size) => enough === undefined || size < enough)
    .every((size) => plan.steps.some((step) => step.batchSize === size));
}
