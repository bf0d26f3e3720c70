import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { AccessControl } from '../../src/access/access-control.js';
import { ApiKeys } from '../../src/access/api-keys.js';
import type { Signals } from '../../src/alerts/signals.js';
import { openUpkeep } from '../../src/cli/upkeep.js';
import { migrationsDirectory, pageDirectory } from '../../src/config/paths.js';
import type { RuntimeFacts } from '../../src/captions/runtime.js';
import { Arrivals } from '../../src/engine/arrivals.js';
import type { ServedModel } from '../../src/graphql/context.js';
import { createHttpServer, type HttpServerOptions } from '../../src/http/create-http-server.js';
import { PageFiles } from '../../src/http/page/page-files.js';
import { readSecret } from '../../src/http/thumbnails/secret.js';
import { defaultDecoding } from '../../src/model/decoding.js';
import { builtInProfiles } from '../../src/profiles/built-in.js';
import { EffectiveProfiles } from '../../src/profiles/effective-profiles.js';
import type { ProfileOverrides } from '../../src/profiles/profile-overrides.js';
import { ProfileService } from '../../src/profiles/profile-service.js';
import type { DeviceMemory } from '../../src/profiles/recommendation.js';
import { ApiKeyRecords } from '../../src/storage/api-key-records.js';
import { BlobStore } from '../../src/storage/blobs.js';
import { CaptionChanges } from '../../src/storage/caption-changes.js';
import { CaptionRecords } from '../../src/storage/caption-records.js';
import { openDataDirectory } from '../../src/storage/data-directory.js';
import { openDatabase } from '../../src/storage/database.js';
import { JobRecords } from '../../src/storage/job-records.js';
import { ProfileRecords, type ProfileRow } from '../../src/storage/profile-records.js';
import { RunRecords } from '../../src/storage/run-records.js';
import { createMetrics } from '../../src/stats/metrics/create-metrics.js';
import { openStatistics } from '../../src/stats/open-statistics.js';
import { ScriptedCaptionJobs } from './scripted-caption-jobs.js';
import { ScriptedCaptionService } from './scripted-caption-service.js';

const scriptedModel: ServedModel = {
  name: 'scripted',
  family: 'OFA',
  language: 'en',
  imageSize: 64,
  parameters: 12_000_000,
  license: null,
  loaded: true,
};

const scriptedLimits = { decoding: defaultDecoding, config: { maxPositions: 1024, vocabSize: 1000 } };

const idleRuntime: RuntimeFacts = {
  engine: 'READY',
  device: 'CPU',
  provider: 'CPUExecutionProvider',
  precision: 'FP32',
  forced: false,
  reason: null,
  model: 'scripted',
  profile: 'auto',
  engines: [],
  devices: [],
  memory: null,
  uptimeMs: 1,
  version: '0.0.0',
};
const presentDevice: DeviceMemory = { kind: 'CPU', memoryMiB: 10_240, plan: null };

export interface TestServerOptions extends Partial<HttpServerOptions> {
  readonly host?: string;
  readonly profileOverrides?: ProfileOverrides;
  readonly requestsPerMinute?: number;
  readonly onRateLimited?: () => void;
  /** What the alert rules read; what is not given is not known. */
  readonly signals?: Partial<Signals>;
}

/** A real server on a free port with a database in a passing directory; only the captions and the jobs' runs are scripted. */
export async function startTestServer(options: TestServerOptions = {}) {
  const {
    host = '127.0.0.1',
    profileOverrides = {},
    requestsPerMinute = 0,
    onRateLimited = () => undefined,
    signals = {},
    ...overrides
  } = options;
  const data = await openDataDirectory(await mkdtemp(join(tmpdir(), 'ofa-caption-http-')));
  const database = await openDatabase(data.database, migrationsDirectory);
  const blobs = new BlobStore(data.blobs, data.incoming);
  const captionRecords = new CaptionRecords(database);
  const jobRecords = new JobRecords(database);
  const storedProfiles = new ProfileRecords(database);
  await storedProfiles.writeBuiltIns(builtInProfiles('scripted', { kind: 'CPU' }));
  const profileRecords = new EffectiveProfiles(storedProfiles, profileOverrides);
  const gauges = { queueDepth: () => 0, inFlight: () => 0 };
  const silent = pino({ level: 'silent' });
  const statistics = await openStatistics({ database, profiles: profileRecords, gauges, log: silent });
  const changes = new CaptionChanges(database, undefined, statistics.endings);
  const { id: profileId } = await profileRecords.active();
  const captions = new ScriptedCaptionService({
    blobs,
    records: captionRecords,
    changes,
    profileId,
    thumbnails: data.thumbnails,
  });
  const jobs = new ScriptedCaptionJobs({ blobs, records: jobRecords, changes, profileId });
  const activations: ProfileRow[] = [];
  const profiles = new ProfileService({
    profiles: profileRecords,
    modelNamed: (name) => Promise.resolve(name === scriptedModel.name ? scriptedLimits : null),
    activate: (row, commit) => {
      activations.push(row);
      return commit();
    },
  });
  const logLines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logLines.push(line) });
  const unknown = (): null => null;
  const upkeep = openUpkeep({
    database,
    directory: data,
    blobs,
    days: { captions: null, pictures: null, runs: null, logs: null },
    webhook: null,
    signals: {
      failureRate: unknown,
      p95Ms: unknown,
      queueSaturation: unknown,
      memoryHeadroom: unknown,
      engineRestarts: unknown,
      diskFreeMiB: unknown,
      ...signals,
    },
    monitoring: () => Promise.resolve(true),
    log,
  });
  const readiness = { ready: true, reason: null as string | null };
  const keyRecords = new ApiKeyRecords(database);
  const access = await AccessControl.open(keyRecords, { requestsPerMinute, onRateLimited, log });
  const apiKeys = new ApiKeys(keyRecords, () => access.refresh());
  const server = createHttpServer({
    access,
    apiKeys,
    captions,
    jobs,
    profiles,
    captionRecords,
    jobRecords,
    runRecords: new RunRecords(database),
    profileRecords,
    models: {
      list: () => Promise.resolve([scriptedModel]),
    },
    blobs,
    statistics: statistics.statistics,
    refusals: statistics.refusals,
    metrics: createMetrics({ totals: statistics.totals, gauges, gpus: () => [] }),
    arrivals: new Arrivals(),
    runtime: { present: () => Promise.resolve(presentDevice), now: () => Promise.resolve(idleRuntime) },
    memory: { releaseMemory: () => Promise.resolve() },
    doctor: { now: () => Promise.resolve({ ok: true, checks: [] }) },
    readiness: { state: () => readiness },
    secret: await readSecret(data.secret),
    page: await PageFiles.open(pageDirectory),
    alerts: upkeep.alerts,
    alertRecords: upkeep.alertRecords,
    removal: upkeep.removal,
    log,
    ...overrides,
  });
  const port = await server.listen(host, 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    server,
    data,
    database,
    blobs,
    captions,
    jobs,
    profiles,
    activations,
    captionRecords,
    apiKeys,
    access,
    changes,
    readiness,
    logLines,
    upkeep,
    /** The names of the files that are still arriving, or were left behind. */
    incoming: () => readdir(data.incoming),
    async stop(): Promise<void> {
      await server.close(1000);
      await access.close();
      await upkeep.stop();
      await statistics.stop();
      await database.$disconnect();
      await rm(data.root, { recursive: true, force: true });
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;
