import type { Logger } from 'pino';
import { CaptionService } from '../captions/caption-service.js';
import { GraphLanes } from '../captions/graph-lanes.js';
import type { PictureFetcher } from '../captions/inspection.js';
import { JobFeeder } from '../captions/job-feeder.js';
import { JobFeeds } from '../captions/job-feeds.js';
import { JobPace } from '../captions/job-pace.js';
import { JobRunner } from '../captions/job-runner.js';
import { JobService } from '../captions/job-service.js';
import { migrationsDirectory } from '../config/paths.js';
import { Arrivals } from '../engine/arrivals.js';
import { engineProgram, type EngineProgram } from '../engine/engine-process.js';
import type { AllowedHost } from '../image/by-url/allowed-hosts.js';
import { openPictureUrl } from '../image/by-url/open-picture-url.js';
import { readModelPackage, type ModelPackage } from '../model/package.js';
import { autoProfile } from '../profiles/built-in.js';
import { ProfileService } from '../profiles/profile-service.js';
import { BlobStore } from '../storage/blobs.js';
import { CaptionChanges } from '../storage/caption-changes.js';
import { CaptionRecords } from '../storage/caption-records.js';
import { openDataDirectory, type DataDirectory } from '../storage/data-directory.js';
import { openDatabase } from '../storage/database.js';
import { JobRecords } from '../storage/job-records.js';
import { ProfileRecords } from '../storage/profile-records.js';
import { RunRecords } from '../storage/run-records.js';
import { acquireServerLock } from '../storage/server-lock.js';
import type { LoadGauges } from '../stats/counting.js';
import { openStatistics, type OpenStatistics } from '../stats/open-statistics.js';
import { CaptionTraces } from '../tracing/caption-traces.js';
import { openTracing } from '../tracing/open-tracing.js';
import type { Tracing } from '../tracing/tracing.js';

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
  /** Where traces are sent; none where it is absent. */
  readonly otlpEndpoint?: string | null;
}

export interface ServiceParts {
  readonly log: Logger;
  readonly program?: EngineProgram;
}

/** Everything behind the HTTP server. */
export interface Services {
  readonly model: ModelPackage;
  readonly directory: DataDirectory;
  readonly records: CaptionRecords;
  readonly runs: RunRecords;
  readonly jobRecords: JobRecords;
  readonly profileRecords: ProfileRecords;
  readonly blobs: BlobStore;
  readonly arrivals: Arrivals;
  readonly lanes: GraphLanes;
  readonly profiles: ProfileService;
  readonly captions: CaptionService;
  readonly jobs: JobService;
  readonly feeds: JobFeeds;
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
    const blobs = new BlobStore(directory.blobs, directory.incoming);
    await blobs.clearIncoming();
    const records = new CaptionRecords(database);
    const jobRecords = new JobRecords(database);
    const profileRecords = new ProfileRecords(database);
    await profileRecords.ensureBuiltIn(autoProfile(model.name));
    const pace = new JobPace();
    const feeds = new JobFeeds(records, jobRecords, pace);
    const gauges: LoadGauges = { queueDepth: () => lanes.waiting, inFlight: () => lanes.inFlight };
    const statistics = await openStatistics({ database, profiles: profileRecords, gauges, log });
    undo.push(() => statistics.stop());
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
    const lanes = new GraphLanes(
      { model, graphs: directory.graphs, threads, program, changes, arrivals, traces, log },
      await profileRecords.active(),
    );
    undo.push(() => {
      lanes.closeEngines();
    });
    const fetchPicture: PictureFetcher = (url, signal) =>
      openPictureUrl(url, { signal, allowHosts: settings.allowUrlHosts });
    const profilesOnly = { profiles: profileRecords };
    const common = { ...profilesOnly, records, changes, blobs, lanes, fetchPicture, model, traces, log };
    const captions = new CaptionService({ ...common, thumbnails: directory.thumbnails, arrivals });
    const width = (): number => batchesInHand * lanes.active.batchSize;
    const feeder = new JobFeeder(records, new JobRunner(common), log, width);
    const jobs = new JobService({ ...common, jobs: jobRecords, feeder, feeds, pace, limits: settings });
    const profiles = new ProfileService({
      records: profileRecords,
      modelNamed: (name) => (name === model.name ? model : null),
      activator: (profile) => lanes.activate(profile),
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
        captions,
        jobs,
        feeds,
        gauges,
        statistics,
        tracing,
      },
      runs: new RunRecords(database),
      resume: async () => {
        const resumed = await captions.resume();
        if (resumed > 0) log.info({ captions: resumed }, 'Taking up captions that were left unfinished');
        feeder.wake();
      },
      stop: async () => {
        await Promise.all([feeder.stop(), lanes.stop(), captions.settled()]);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
