import { CodedError } from '../errors/coded-error.js';
import { EngineLostError } from '../errors/engine-lost-error.js';
import { EngineProcess, type EngineProgram } from './engine-process.js';
import type { EnginePlace } from './engine-place.js';
import { usableMiB, type MemoryBudget, type MemoryPlan, type PlanStep } from './memory-plan.js';
import type { ProcessMemory } from './protocol.js';
import type { OnProgress } from './remote-calls.js';

export interface PlanMeasurement {
  readonly program: EngineProgram;
  readonly place: Pick<EnginePlace, 'graph' | 'environment'>;
  /** Rising. */
  readonly sizes: readonly number[];
  readonly budget: MemoryBudget;
  /** What the process holds on its device after a run, MiB; its peak resident set where the device is the CPU. */
  readonly peakMiB: (pid: number, memory: ProcessMemory) => Promise<number>;
  readonly onLog: (message: string) => void;
  /** Of the compiler, where there is no graph yet. */
  readonly onProgress?: OnProgress | undefined;
}

/** A run of noise that takes longer than this is no size to work with, milliseconds. */
const runLimitMs = 300_000;

/**
 * Runs every batch size in a process of its own, which is gone afterwards, up to the first whose peak passes the budget.
 * @throws BadModelError, DEVICE_UNAVAILABLE when the graph cannot be loaded or not even one picture can be run
 */
export async function measurePlan(measurement: PlanMeasurement): Promise<MemoryPlan> {
  const process = await openProcess(measurement);
  const steps: PlanStep[] = [];
  try {
    for (const batchSize of measurement.sizes) {
      const peakMiB = await peakOf(process, batchSize, measurement);
      if (peakMiB === null) return { steps, failedAt: batchSize };
      steps.push({ batchSize, peakMiB });
      if (peakMiB > usableMiB(measurement.budget)) break;
    }
    return { steps, failedAt: null };
  } finally {
    await process.end();
  }
}

/** A process with the graph loaded; one that had to compile it first has had memory that no run needs, and makes way. */
async function openProcess({ program, place, onLog, onProgress }: PlanMeasurement): Promise<EngineProcess> {
  for (;;) {
    const events = { onExit: () => undefined, onLog };
    const process = new EngineProcess(program, events, place.environment);
    try {
      const { compiled } = await process.call('load', { ...place.graph, warmUp: [] }, onProgress);
      if (!compiled) return process;
      await process.end();
    } catch (error) {
      await process.end();
      if (!(error instanceof EngineLostError)) throw error;
      throw new CodedError('DEVICE_UNAVAILABLE', `The model could not be loaded. ${error.message}`);
    }
  }
}

/** Null when a batch of that size cannot be run at all. */
async function peakOf(
  process: EngineProcess,
  batchSize: number,
  { peakMiB }: PlanMeasurement,
): Promise<number | null> {
  const timer = setTimeout(() => {
    process.kill();
  }, runLimitMs);
  try {
    const memory = await process.call('measure', { batchSize });
    return await peakMiB(process.pid ?? 0, memory);
  } catch (error) {
    // Killed by the system for want of memory, or told by the runtime.
    const short = error instanceof CodedError && error.code === 'OUT_OF_MEMORY';
    if (short || error instanceof EngineLostError) return null;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
