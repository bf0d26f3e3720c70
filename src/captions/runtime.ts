import type { DeviceRegistry } from '../devices/device-registry.js';
import type { GpuFacts } from '../devices/gpu-reading.js';
import type { Wording } from '../errors/wording.js';
import type { LaneMember } from '../engine/lane-group.js';
import { batchesLowered } from '../messages/about-memory.js';
import type { Precision } from '../model/precision.js';
import type { DeviceMemory } from '../profiles/recommendation.js';
import type { GraphLane } from './graph-lane.js';
import type { GraphLanes } from './graph-lanes.js';
import type { EnginePlacing } from './engine-placing.js';

export type EngineHealth = 'STARTING' | 'READY' | 'BUSY' | 'DEGRADED' | 'UNAVAILABLE';

/** MiB; `usage` is a share of the limit, or of everything where there is none. */
export interface MemoryFacts {
  /** Held now: the resident set of a process on the CPU, memory of the GPU there. */
  readonly allocatedMiB: number | null;
  /** The most that was held so far, which the arena keeps for the next run. */
  readonly reservedMiB: number | null;
  readonly totalMiB: number | null;
  readonly limitMiB: number | null;
  readonly usage: number | null;
}

export interface EngineFacts {
  readonly state: EngineHealth;
  readonly device: string;
  readonly pid: number | null;
  readonly restarts: number;
  readonly memory: MemoryFacts | null;
}

export interface RuntimeFacts {
  readonly engine: EngineHealth;
  readonly device: string | null;
  readonly provider: string | null;
  readonly precision: Precision | null;
  readonly forced: boolean;
  /** In English only where it is told by what failed. */
  readonly reason: string | Wording | null;
  readonly model: string | null;
  readonly profile: string;
  readonly engines: readonly EngineFacts[];
  readonly devices: readonly (GpuFacts & { readonly usedByEngineMiB: number | null })[];
  readonly memory: MemoryFacts | null;
  readonly uptimeMs: number;
  readonly version: string;
}

export interface RuntimeOptions {
  readonly lanes: GraphLanes;
  readonly devices: DeviceRegistry;
  readonly placing: EnginePlacing;
  readonly version: string;
}

/** How the engines are doing. */
export class Runtime {
  readonly #startedAt = performance.now();

  constructor(private readonly options: RuntimeOptions) {}

  async now(): Promise<RuntimeFacts> {
    const { lanes, version, devices } = this.options;
    const { active, all } = lanes;
    const resident = [active, ...all.filter((graph) => graph !== active)];
    const engines = await Promise.all(
      resident.flatMap((graph) => graph.members.map((member) => this.#engine(graph, member))),
    );
    const own = engines.slice(0, active.members.length);
    const loaded = active.engine.loaded;
    return {
      engine: healthOf(active),
      device: loaded?.device ?? null,
      provider: loaded?.provider ?? null,
      precision: loaded?.precision ?? null,
      forced: active.profile.forceCuda,
      reason: active.engine.reason ?? active.reason ?? shortage(active),
      model: active.model.name,
      profile: lanes.activeName,
      engines,
      devices: devices.gpus.map((gpu) => ({ ...gpu, usedByEngineMiB: usedBy(engines, gpu) })),
      memory: together(own.map(({ memory }) => memory)),
      uptimeMs: performance.now() - this.#startedAt,
      version,
    };
  }

  /** The device that the active profile runs on, and what was measured on it. */
  async present(): Promise<DeviceMemory> {
    const { lanes, devices, placing } = this.options;
    const { profile, model } = lanes.active;
    const choice = placing.choose(profile);
    const plan = await placing.knownPlan(model, profile);
    const gpu = choice.provider === 'cuda' ? (choice.gpus[0] ?? null) : null;
    const totalMiB = devices.totalMiB(gpu);
    return {
      kind: gpu === null ? 'CPU' : 'CUDA',
      memoryMiB: Number.isFinite(totalMiB) ? totalMiB : null,
      plan: plan?.steps ?? null,
    };
  }

  async #engine(graph: GraphLane, { engine }: LaneMember): Promise<EngineFacts> {
    const { devices } = this.options;
    const { place, pid, restarts } = engine;
    const onGpu = place?.graph.provider === 'cuda';
    const holding = onGpu && pid !== null ? devices.holdingOf(pid) : null;
    const process = await engine.memory();
    const limitMiB = graph.profile.memoryLimitMiB;
    const totalMiB = onGpu ? (holding?.gpu.memoryTotalMiB ?? null) : devices.totalMiB(null);
    const allocatedMiB = onGpu ? (holding?.usedMiB ?? null) : (process?.residentMiB ?? null);
    const reservedMiB = onGpu ? allocatedMiB : (process?.peakMiB ?? null);
    const most = limitMiB ?? totalMiB;
    const usage = allocatedMiB === null || most === null ? null : allocatedMiB / most;
    return {
      state: stateOf(engine.state),
      device: engine.loaded?.device ?? place?.graph.device ?? 'none',
      pid,
      restarts,
      memory: process === null ? null : { allocatedMiB, reservedMiB, totalMiB, limitMiB, usage },
    };
  }
}

function stateOf(state: LaneMember['engine']['state']): EngineHealth {
  return state === 'CLOSED' ? 'UNAVAILABLE' : state;
}

/** Of all engines of a profile together: some that work are better than none, and worse than all. */
function healthOf({ members, lane }: GraphLane): EngineHealth {
  const states = members.map(({ engine }) => stateOf(engine.state));
  const working = states.filter((state) => state === 'READY' || state === 'BUSY');
  if (working.length === 0) return states.includes('STARTING') ? 'STARTING' : 'UNAVAILABLE';
  if (working.length < states.length || lane.shortOfMemory) return 'DEGRADED';
  return working.includes('BUSY') ? 'BUSY' : 'READY';
}

function shortage({ lane }: GraphLane): Wording | null {
  return lane.shortOfMemory ? batchesLowered(lane.batchLimit) : null;
}

function usedBy(engines: readonly EngineFacts[], gpu: GpuFacts): number | null {
  const pids = new Set(engines.map(({ pid }) => pid));
  const own = gpu.processes.filter(({ pid }) => pids.has(pid)).map(({ usedMiB }) => usedMiB);
  const known = own.filter((usedMiB) => usedMiB !== null);
  return known.length === 0 ? null : known.reduce((sum, usedMiB) => sum + usedMiB, 0);
}

/** Of engines that share a device or have one each: what they hold adds up, what a machine has does not. */
function together(memories: readonly (MemoryFacts | null)[]): MemoryFacts | null {
  const known = memories.filter((memory) => memory !== null);
  const [first] = known;
  if (first === undefined || known.length === 1) return first ?? null;
  const add = (pick: (memory: MemoryFacts) => number | null): number =>
    known.reduce((sum, memory) => sum + (pick(memory) ?? 0), 0);
  const limitMiB = first.limitMiB === null ? null : add((memory) => memory.limitMiB);
  const totalMiB = add((memory) => memory.totalMiB);
  const allocatedMiB = add((memory) => memory.allocatedMiB);
  const usage = allocatedMiB / (limitMiB ?? totalMiB);
  return { allocatedMiB, reservedMiB: add((memory) => memory.reservedMiB), totalMiB, limitMiB, usage };
}
