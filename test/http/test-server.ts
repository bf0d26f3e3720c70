import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { migrationsDirectory } from '../../src/config/paths.js';
import { Arrivals } from '../../src/engine/arrivals.js';
import type { ServedModel } from '../../src/graphql/context.js';
import { createHttpServer, type HttpServerOptions } from '../../src/http/create-http-server.js';
import { readSecret } from '../../src/http/thumbnails/secret.js';
import { defaultDecoding } from '../../src/model/decoding.js';
import { autoProfile } from '../../src/profiles/built-in.js';
import { ProfileService } from '../../src/profiles/profile-service.js';
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

const profile = autoProfile('scripted');

/** A real server on a free port with a database in a passing directory; only the captions and the jobs' runs are scripted. */
export async function startTestServer(options: Partial<HttpServerOptions> & { readonly host?: string } = {}) {
  const { host = '127.0.0.1', ...overrides } = options;
  const data = await openDataDirectory(await mkdtemp(join(tmpdir(), 'ofa-caption-http-')));
  const database = await openDatabase(data.database, migrationsDirectory);
  const blobs = new BlobStore(data.blobs, data.incoming);
  const captionRecords = new CaptionRecords(database);
  const jobRecords = new JobRecords(database);
  const profileRecords = new ProfileRecords(database);
  const gauges = { queueDepth: () => 0, inFlight: () => 0 };
  const silent = pino({ level: 'silent' });
  const statistics = await openStatistics({ database, profiles: profileRecords, gauges, log: silent });
  const changes = new CaptionChanges(database, undefined, statistics.endings);
  const { id: profileId } = await profileRecords.ensureBuiltIn(profile);
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
    records: profileRecords,
    modelNamed: (name) => (name === scriptedModel.name ? scriptedLimits : null),
    activator: (row) => {
      activations.push(row);
      return Promise.resolve();
    },
  });
  const logLines: string[] = [];
  const readiness = { ready: true, reason: null as string | null };
  const server = createHttpServer({
    captions,
    jobs,
    profiles,
    captionRecords,
    jobRecords,
    runRecords: new RunRecords(database),
    profileRecords,
    models: {
      list: () => [scriptedModel],
      byName: (name) => (name === scriptedModel.name ? scriptedModel : null),
    },
    blobs,
    statistics: statistics.statistics,
    refusals: statistics.refusals,
    metrics: { metrics: createMetrics({ totals: statistics.totals, gauges, gpus: () => [] }) },
    arrivals: new Arrivals(),
    readiness: { state: () => readiness },
    secret: await readSecret(data.secret),
    log: pino({ level: 'debug' }, { write: (line: string) => logLines.push(line) }),
    ...overrides,
  });
  const port = await server.listen(host, 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    server,
    data,
    database,
    captions,
    jobs,
    profiles,
    activations,
    captionRecords,
    changes,
    readiness,
    logLines,
    /** The names of the files that are still arriving, or were left behind. */
    incoming: () => readdir(data.incoming),
    async stop(): Promise<void> {
      await server.close(1000);
      await statistics.stop();
      await database.$disconnect();
      await rm(data.root, { recursive: true, force: true });
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;
