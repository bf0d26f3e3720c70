import type { Logger } from 'pino';
import { BatchRecords } from '../captions/batch-records.js';
import { EnginePlacing } from '../captions/engine-placing.js';
import type { LaneRecorder } from '../captions/graph-lane.js';
import { GraphLanes } from '../captions/graph-lanes.js';
import { HealthProbe } from '../captions/health-probe.js';
import { hypothesisText } from '../captions/hypothesis-text.js';
import { captionProbePicture } from '../captions/probe-picture.js';
import { Runtime } from '../captions/runtime.js';
import { programVersion } from '../config/program-version.js';
import type { DeviceRegistry } from '../devices/device-registry.js';
import type { Arrivals } from '../engine/arrivals.js';
import type { Engine } from '../engine/engine.js';
import { EngineLosses } from '../engine/engine-losses.js';
import type { EngineProgram } from '../engine/engine-process.js';
import type { ModelPackages } from '../model/library/model-packages.js';
import type { ModelPackage } from '../model/package.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { BlobStore } from '../storage/blobs.js';
import type { CaptionChanges } from '../storage/caption-changes.js';
import type { DataDirectory } from '../storage/data-directory.js';
import type { CaptionTraces } from '../tracing/caption-traces.js';
import type { Undo } from './undo.js';

export interface InferenceParts {
  readonly models: ModelPackages;
  readonly profiles: EffectiveProfiles;
  readonly devices: DeviceRegistry;
  readonly directory: DataDirectory;
  readonly blobs: BlobStore;
  readonly changes: CaptionChanges;
  readonly arrivals: Arrivals;
  readonly traces: CaptionTraces | null;
  readonly threads: number;
  readonly program: EngineProgram;
  readonly log: Logger;
}

/** The engines at work, and how they are doing. */
export interface OpenInference {
  readonly placing: EnginePlacing;
  readonly lanes: GraphLanes;
  readonly runtime: Runtime;
  readonly health: HealthProbe;
  readonly losses: EngineLosses;
}

/** @throws BadModelError; InvalidInputError when the active profile's model cannot run as it says */
export async function openInference(parts: InferenceParts, undo: Undo): Promise<OpenInference> {
  const { models, profiles, devices, directory, blobs, arrivals, threads, program, log } = parts;
  const active = await profiles.active();
  const model = await models.read(active.model);
  const { graphs, root: data } = directory;
  const placing = new EnginePlacing({ graphs, data, threads, program, devices, planAlways: true, log });
  await placing.checkVariant(model, active);
  const health: HealthProbe = new HealthProbe({ caption: () => captionSomething(lanes, blobs), log });
  const losses = new EngineLosses();
  const lanes: GraphLanes = new GraphLanes(
    {
      ...{ program, placing, arrivals, fallbackLevel: 'warn', log },
      modelNamed: (name) => models.read(name),
      recorder: recorderOf(parts, health),
      onEngineLost: () => {
        losses.note();
      },
    },
    active,
    model,
  );
  undo.add(() => {
    lanes.closeEngines();
  });
  devices.watch(active.monitoring);
  const runtime = new Runtime({ lanes, devices, placing, version: programVersion() });
  return { placing, lanes, runtime, health, losses };
}

function recorderOf(
  { changes, traces, log }: InferenceParts,
  health: HealthProbe,
): (engine: Engine, model: ModelPackage) => LaneRecorder {
  return (engine, model) => {
    const written = new BatchRecords({
      ...{ changes, model: model.name, textOf: hypothesisText(model), graph: () => engine.loaded, log },
      onRun: (error) => {
        health.runEnded(error);
      },
    });
    return traces === null ? written : { ...traces.recorder(written), close: () => written.close() };
  };
}

/** Where captions are drawn at random, the same ones every time. */
async function captionSomething(lanes: GraphLanes, blobs: BlobStore): Promise<void> {
  const { engine, decoding } = lanes.active;
  await captionProbePicture(engine, blobs, decoding.method === 'SAMPLE' ? 0 : null);
}
