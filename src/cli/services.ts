import type { Logger } from 'pino';
import { AccessControl } from '../access/access-control.js';
import { ApiKeys } from '../access/api-keys.js';
import type { WebhookTarget } from '../alerts/webhook-target.js';
import { CaptionService } from '../captions/caption-service.js';
import type { Runtime } from '../captions/runtime.js';
import type { EnginePlacing } from '../captions/engine-placing.js';
import type { GraphLanes } from '../captions/graph-lanes.js';
import type { HealthProbe } from '../captions/health-probe.js';
import type { PictureFetcher } from '../captions/inspection.js';
import { JobFeeder } from '../captions/job-feeder.js';
import { JobFeeds } from '../captions/job-feeds.js';
import { JobPace } from '../captions/job-pace.js';
import { JobRunner } from '../captions/job-runner.js';
import { JobService } from '../captions/job-service.js';
import { Arrivals } from '../engine/arrivals.js';
import { DeviceRegistry } from '../devices/device-registry.js';
import { engineProgram, type EngineProgram } from '../engine/engine-process.js';
import type { AllowedHost } from '../image/by-url/allowed-hosts.js';
import { openPictureUrl } from '../image/by-url/open-picture-url.js';
import { ModelPackages } from '../model/library/model-packages.js';
import type { ModelPackage } from '../model/package.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { ProfileOverrides } from '../profiles/profile-overrides.js';
import { ProfileService } from '../profiles/profile-service.js';
import type { RetentionDays } from '../retention/retention-days.js';
import type { BlobStore } from '../storage/blobs.js';
import { CaptionChanges } from '../storage/caption-changes.js';
import type { CaptionRecords } from '../storage/caption-records.js';
import { dataDirectoryAt, type DataDirectory } from '../storage/data-directory.js';
import type { JobRecords } from '../storage/job-records.js';
import type { RunRecords } from '../storage/run-records.js';
import type { LoadGauges } from '../stats/counting.js';
import { openStatistics, type OpenStatistics } from '../stats/open-statistics.js';
import { CaptionTraces } from '../tracing/caption-traces.js';
import { openTracing } from '../tracing/open-tracing.js';
import type { Tracing } from '../tracing/tracing.js';
import { alertSignals } from './alert-signals.js';
import { chooseModel, libraryOf, withModel, type ModelSetting } from './chosen-model.js';
import { openInference } from './open-inference.js';
import { openProfiles } from './open-profiles.js';
import { openStorage } from './open-storage.js';
import { Undo } from './undo.js';
import { openUpkeep, type Upkeep } from './upkeep.js';

export interface ServiceSettings extends ModelSetting {
  readonly data: string;
  readonly threads: number;
  /** Pictures of one job. */
  readonly maxJobPictures: number;
  /** Pictures of all jobs that wait on disk. */
  readonly maxWaitingPictures: number;
  /** Hosts whose pictures are fetched though their addresses are not public. */
  readonly allowUrlHosts: readonly AllowedHost[];
  /** What the command line and the environment set for every profile besides the model. */
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
  readonly models: ModelPackages;
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

/** @throws BadModelError; InvalidInputError when another server uses the data directory, or the model of the active profile is gone */
export async function openServices(settings: ServiceSettings, parts: ServiceParts): Promise<Services> {
  const { log, program = engineProgram } = parts;
  const library = libraryOf(dataDirectoryAt(settings.data));
  const chosen = await chooseModel(settings, library);
  const models = new ModelPackages(library, chosen);
  if (chosen !== null) await models.read(chosen.name);
  const undo = new Undo();
  try {
    const storage = await openStorage(settings.data, undo);
    const { directory, database, blobs, records, jobRecords } = storage;
    const devices = parts.devices ?? (await DeviceRegistry.open());
    undo.add(() => {
      devices.close();
    });
    const overrides = withModel(settings.overrides, chosen);
    const profileRecords = await openProfiles(storage.storedProfiles, models, devices, overrides);
    const pace = new JobPace();
    const feeds = new JobFeeds(records, jobRecords, pace);
    const gauges: LoadGauges = {
      queueDepth: () => inference.lanes.waiting,
      inFlight: () => inference.lanes.inFlight,
    };
    const statistics = await openStatistics({ database, profiles: profileRecords, gauges, log });
    undo.add(() => statistics.stop());
    const access = await AccessControl.open(storage.keyRecords, {
      requestsPerMinute: settings.rateLimit ?? 0,
      onRateLimited: () => void statistics.refusals.count('RATE_LIMITED', null),
      log,
    });
    undo.add(() => access.close());
    const changes = new CaptionChanges(
      database,
      (jobIds) => {
        feeds.hint(jobIds);
      },
      statistics.endings,
    );
    const tracing = await openTracing(settings.otlpEndpoint ?? null, log);
    undo.add(() => tracing?.close());
    const traces = tracing === null ? null : new CaptionTraces(tracing);
    const arrivals = new Arrivals();
    const { threads } = settings;
    const inference = await openInference(
      {
        ...{ models, profiles: profileRecords, devices, directory, blobs, changes, arrivals, traces },
        ...{ threads, program, log },
      },
      undo,
    );
    const { lanes, placing, runtime, health, losses } = inference;
    const fetchPicture: PictureFetcher = (url, signal) =>
      openPictureUrl(url, { signal, allowHosts: settings.allowUrlHosts });
    const profilesOnly = { profiles: profileRecords };
    const common = { ...profilesOnly, records, changes, blobs, lanes, fetchPicture, traces, log };
    const captions = new CaptionService({ ...common, thumbnails: directory.thumbnails, arrivals });
    const width = (): number => batchesInHand * lanes.active.lane.batchLimit;
    const feeder = new JobFeeder(records, new JobRunner(common), log, width);
    const modelNamed = (name: string): Promise<ModelPackage> => models.read(name);
    const jobs = new JobService({
      ...{ ...common, jobs: jobRecords, feeder, feeds, pace, limits: settings, modelNamed },
    });
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
      modelNamed: async (name) => ((await models.has(name)) ? models.read(name) : null),
      activate: async (profile, commit) => {
        const activated = await lanes.activate(profile, commit);
        devices.watch(profile.monitoring);
        return activated;
      },
      checkVariant: async (values) => placing.checkVariant(await models.read(values.model), values),
    });
    return {
      ...{ models, directory, records, runs: storage.runs, jobRecords, profileRecords, blobs, arrivals },
      ...{ lanes, devices, placing, runtime, profiles, captions, jobs, feeds, upkeep, health, gauges },
      ...{ statistics, tracing, access },
      apiKeys: new ApiKeys(storage.keyRecords, () => access.refresh()),
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
      close: () => undo.run(),
    };
  } catch (error) {
    await undo.run();
    throw error;
  }
}
