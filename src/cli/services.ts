import type { Logger } from 'pino';
import { AccessControl } from '../access/access-control.js';
import { ApiKeys } from '../access/api-keys.js';
import type { WebhookTarget } from '../alerts/webhook-target.js';
import { CaptionService } from '../captions/caption-service.js';
import { BatchRecords } from '../captions/batch-records.js';
import { Runtime } from '../captions/runtime.js';
import { EnginePlacing } from '../captions/engine-placing.js';
import type { LaneRecorder } from '../captions/graph-lane.js';
import { GraphLanes } from '../captions/graph-lanes.js';
import { HealthProbe } from '../captions/health-probe.js';
import { hypothesisText } from '../captions/hypothesis-text.js';
import type { PictureFetcher } from '../captions/inspection.js';
import { JobFeeder } from '../captions/job-feeder.js';
import { JobFeeds } from '../captions/job-feeds.js';
import { JobPace } from '../captions/job-pace.js';
import { JobRunner } from '../captions/job-runner.js';
import { JobService } from '../captions/job-service.js';
import { captionProbePicture } from '../captions/probe-picture.js';
import { migrationsDirectory } from '../config/paths.js';
import { programVersion } from '../config/program-version.js';
import { Arrivals } from '../engine/arrivals.js';
import type { Engine } from '../engine/engine.js';
import { DeviceRegistry } from '../devices/device-registry.js';
import { EngineLosses } from '../engine/engine-losses.js';
import type { LoadedGraph } from '../engine/protocol.js';
import type { PlainError } from '../errors/coded-error.js';
import { engineProgram, type EngineProgram } from '../engine/engine-process.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { AllowedHost } from '../image/by-url/allowed-hosts.js';
import { openPictureUrl } from '../image/by-url/open-picture-url.js';
import { otherModel } from '../messages/about-profiles.js';
import { readModelPackage, type ModelPackage } from '../model/package.js';
import { builtInProfiles } from '../profiles/built-in.js';
import { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { ProfileOverrides } from '../profiles/profile-overrides.js';
import { ProfileService } from '../profiles/profile-service.js';
import type { RetentionDays } from '../retention/retention-days.js';
import { ApiKeyRecords } from '../storage/api-key-records.js';
import { BlobStore } from '../storage/blobs.js';
import { CaptionChanges } from '../storage/caption-changes.js';
import { CaptionRecords } from '../storage/caption-records.js';
import { openDataDirectory, type DataDirectory } from '../storage/data-directory.js';
import { openDatabase } from '../storage/database.js';
import { JobRecords } from '../storage/job-records.js';
import { ProfileRecords, type ProfileRow } from '../storage/profile-records.js';
import { RunRecords } from '../storage/run-records.js';
import { acquireServerLock } from '../storage/server-lock.js';
import type { LoadGauges } from '../stats/counting.js';
import { openStatistics, type OpenStatistics } from '../stats/open-statistics.js';
import { CaptionTraces } from '../tracing/caption-traces.js';
import { openTracing } from '../tracing/open-tracing.js';
import type { Tracing } from '../tracing/tracing.js';
import { alertSignals } from './alert-signals.js';
import { presentDevice } from './present-device.js';
import { openUpkeep, type Upkeep } from './upkeep.js';

export interface ServiceSettings {
  readonly data: string;
  readonly model: string;
  readonly threads: number;
  /** Pictures of one job. */
  readonly maxJobPictures: number;
  /** Pictures of all jobs that wait on disk. */
  readonly maxWaitingPictures: number;
  /** Hosts whose pictures are fetched though their addresses are not public. */
  readonly allowUrlHosts: readonly AllowedHost[];
  /** What the command line and the environment set for every profile. */
  readonly overrides: ProfileOverrides;
  /** Requests a minute that each key may make; 0 and absent: any number. */
  readonly rateLimit?: number;
  readonly retention: RetentionDays;
  /** Where alerts are sent; null: nowhere. */
  readonly alertWebhook: WebhookTarget | null;
  /** Where traces are sent; none where it is absent. */
  readonly otlpEndpoint?: string | null;
}

export interface ServiceParts {
  readonly log: Logger;
  readonly program?: EngineProgram;
  /** What the machine can compute on; looked for when absent. */
  readonly devices?: DeviceRegistry;
}

/** Everything behind the HTTP server. */
export interface Services {
  readonly model: ModelPackage;
  readonly directory: DataDirectory;
  readonly records: CaptionRecords;
  readonly runs: RunRecords;
  readonly access: AccessControl;
  readonly apiKeys: ApiKeys;
  readonly jobRecords: JobRecords;
  readonly profileRecords: EffectiveProfiles;
  readonly blobs: BlobStore;
  readonly arrivals: Arrivals;
  readonly lanes: GraphLanes;
  readonly devices: DeviceRegistry;
  readonly placing: EnginePlacing;
  readonly runtime: Runtime;
  readonly profiles: ProfileService;
  readonly captions: CaptionService;
  readonly jobs: JobService;
  readonly feeds: JobFeeds;
  readonly upkeep: Upkeep;
  readonly health: HealthProbe;
  readonly gauges: LoadGauges;
  readonly statistics: OpenStatistics;
  readonly tracing: Tracing | null;
  /** Takes up what an earlier server left unfinished, and begins to work on jobs. */
  resume(): Promise<void>;
  /** Takes nothing more; resolves when what runs is finished and the rest is left to the next start. */
  stop(): Promise<void>;
  /** Lets everything go; after `stop`. */
  close(): Promise<void>;
}

/** Jobs' captions taken from the disk at a time, in batches: one runs, one is prepared, one is looked at. */
const batchesInHand = 3;

/** @throws BadModelError; InvalidInputError when another server uses the data directory */
export async function openServices(settings: ServiceSettings, parts: ServiceParts): Promise<Services> {
  const { log, program = engineProgram } = parts;
  const { threads } = settings;
  const model = await readModelPackage(settings.model);
  const directory = await openDataDirectory(settings.data);
  const lock = await acquireServerLock(directory.lock, directory.root);
  const undo: (() => Promise<void> | void)[] = [
    () => {
      lock.release();
    },
  ];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const database = await openDatabase(directory.database, migrationsDirectory);
    undo.push(() => database.$disconnect());
    const keyRecords = new ApiKeyRecords(database);
    const blobs = new BlobStore(directory.blobs, directory.incoming);
    await blobs.clearIncoming();
    const records = new CaptionRecords(database);
    const jobRecords = new JobRecords(database);
    const devices = parts.devices ?? (await DeviceRegistry.open());
    undo.push(() => {
      devices.close();
    });
    const storedProfiles = new ProfileRecords(database);
    await storedProfiles.writeBuiltIns(builtInProfiles(model.name, presentDevice(devices)));
    const profileRecords = new EffectiveProfiles(storedProfiles, settings.overrides);
    const active = await profileRecords.active();
    checkServable(profileRecords, active, model.name);
    const pace = new JobPace();
    const feeds = new JobFeeds(records, jobRecords, pace);
    const gauges: LoadGauges = { queueDepth: () => lanes.waiting, inFlight: () => lanes.inFlight };
    const statistics = await openStatistics({ database, profiles: profileRecords, gauges, log });
    undo.push(() => statistics.stop());
    const access = await AccessControl.open(keyRecords, {
      requestsPerMinute: settings.rateLimit ?? 0,
      onRateLimited: () => void statistics.refusals.count('RATE_LIMITED', null),
      log,
    });
    undo.push(() => access.close());
    const changes = new CaptionChanges(
      database,
      (jobIds) => {
        feeds.hint(jobIds);
      },
      statistics.endings,
    );
    const tracing = await openTracing(settings.otlpEndpoint ?? null, log);
    undo.push(() => tracing?.close());
    const traces = tracing === null ? null : new CaptionTraces(tracing);
    const arrivals = new Arrivals();
    const { graphs } = directory;
    const placing = new EnginePlacing({
      ...parts,
      model,
      graphs,
      data: directory.root,
      threads,
      program,
      devices,
      planAlways: true,
    });
    await placing.checkVariant(active);
    const textOf = hypothesisText(model);
    const health = new HealthProbe({ caption: () => captionSomething(lanes, blobs), log });
    const losses = new EngineLosses();
    const recorder = (engine: Engine): LaneRecorder => {
      const graph = (): LoadedGraph | null => engine.loaded;
      const onRun = (error: PlainError | null): void => {
        health.runEnded(error);
      };
      const written = new BatchRecords({ changes, model: model.name, textOf, graph, onRun, log });
      return traces === null ? written : { ...traces.recorder(written), close: () => written.close() };
    };
    const lanes = new GraphLanes(
      {
        ...{ model, program, placing, recorder, arrivals, fallbackLevel: 'warn', log },
        onEngineLost: () => {
          losses.note();
        },
      },
      active,
    );
    undo.push(() => {
      lanes.closeEngines();
    });
    devices.watch(active.monitoring);
    const runtime = new Runtime({ lanes, devices, placing, model: model.name, version: programVersion() });
    const fetchPicture: PictureFetcher = (url, signal) =>
      openPictureUrl(url, { signal, allowHosts: settings.allowUrlHosts });
    const profilesOnly = { profiles: profileRecords };
    const common = { ...profilesOnly, records, changes, blobs, lanes, fetchPicture, model, traces, log };
    const captions = new CaptionService({ ...common, thumbnails: directory.thumbnails, arrivals });
    const width = (): number => batchesInHand * lanes.active.lane.batchLimit;
    const feeder = new JobFeeder(records, new JobRunner(common), log, width);
    const jobs = new JobService({ ...common, jobs: jobRecords, feeder, feeds, pace, limits: settings });
    const upkeep = openUpkeep({
      ...{ database, directory, blobs, days: settings.retention, webhook: settings.alertWebhook, log },
      signals: alertSignals({
        statistics: statistics.statistics,
        lanes,
        runtime,
        profiles: profileRecords,
        losses,
        directory,
      }),
      monitoring: async () => (await profileRecords.active()).monitoring,
    });
    const profiles = new ProfileService({
      profiles: profileRecords,
      modelNamed: (name) => (name === model.name ? model : null),
      activate: async (profile, commit) => {
        const activated = await lanes.activate(profile, commit);
        devices.watch(profile.monitoring);
        return activated;
      },
      checkVariant: (values) => placing.checkVariant(values),
    });
    return {
      ...{
        profiles,
        model,
        directory,
        records,
        jobRecords,
        profileRecords,
        blobs,
        arrivals,
        lanes,
        devices,
        placing,
        runtime,
        captions,
        jobs,
        feeds,
        upkeep,
        health,
        gauges,
        statistics,
        tracing,
      },
      access,
      apiKeys: new ApiKeys(keyRecords, () => access.refresh()),
      runs: new RunRecords(database),
      resume: async () => {
        const resumed = await captions.resume();
        if (resumed > 0) log.info({ captions: resumed }, 'Taking up captions that were left unfinished');
        feeder.wake();
        upkeep.start();
      },
      stop: async () => {
        health.stop();
        await Promise.all([feeder.stop(), lanes.stop(), captions.settled(), upkeep.stop()]);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws InvalidInputError when the server cannot start as the active profile says */
function checkServable(profiles: EffectiveProfiles, active: ProfileRow, served: string): void {
  profiles.checkUsable(active);
  if (active.model !== served) throw new InvalidInputError(otherModel(active.name, active.model, served));
}

/** Where captions are drawn at random, the same ones every time. */
async function captionSomething(lanes: GraphLanes, blobs: BlobStore): Promise<void> {
  const { engine, decoding } = lanes.active;
  await captionProbePicture(engine, blobs, decoding.method === 'SAMPLE' ? 0 : null);
}
