import type { Logger } from 'pino';
import { BatchRecords } from '../captions/batch-records.js';
import { CaptionService } from '../captions/caption-service.js';
import { hypothesisText } from '../captions/captioner.js';
import { migrationsDirectory } from '../config/paths.js';
import { Arrivals } from '../engine/arrivals.js';
import { BatchLane } from '../engine/batch-lane.js';
import { Engine } from '../engine/engine.js';
import { engineProgram, type EngineProgram } from '../engine/engine-process.js';
import type { ServedModel } from '../graphql/context.js';
import { createHttpServer } from '../http/create-http-server.js';
import type { HttpLimits } from '../http/http-limits.js';
import { readSecret } from '../http/thumbnails/secret.js';
import { resolveDecoding } from '../model/decoding.js';
import { readModelPackage } from '../model/package.js';
import { autoProfile } from '../profiles/built-in.js';
import { BlobStore } from '../storage/blobs.js';
import { CaptionRecords } from '../storage/caption-records.js';
import { openDataDirectory } from '../storage/data-directory.js';
import { openDatabase } from '../storage/database.js';
import { ProfileRecords } from '../storage/profile-records.js';
import { RunRecords } from '../storage/run-records.js';
import { acquireServerLock } from '../storage/server-lock.js';

export interface ServerSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly data: string;
  readonly model: string;
  readonly threads: number;
}

export interface ServerParts {
  readonly log: Logger;
  readonly program?: EngineProgram;
  readonly limits?: Partial<HttpLimits>;
}

export interface RunningServer {
  readonly url: string;
  readonly engine: Engine;
  /** Finishes what runs, hands what waits to the next start, and lets everything go. */
  close(): Promise<void>;
}

/**
 * Puts the server together and starts it. It listens at once; `/readyz` tells when the engine is ready too.
 *
 * @throws BadModelError; InvalidInputError when another server uses the data directory; Node's error when the port is taken
 */
export async function startServer(settings: ServerSettings, parts: ServerParts): Promise<RunningServer> {
  const { log, program = engineProgram, limits } = parts;
  const model = await readModelPackage(settings.model);
  const directory = await openDataDirectory(settings.data);
  const lock = await acquireServerLock(directory.lock, directory.root);
  const undo: (() => Promise<void> | void)[] = [
    () => {
      lock.release();
    },
  ];
  try {
    const database = await openDatabase(directory.database, migrationsDirectory);
    undo.push(() => database.$disconnect());
    const blobs = new BlobStore(directory.blobs, directory.incoming);
    await blobs.clearIncoming();
    const captionRecords = new CaptionRecords(database);
    const profileRecords = new ProfileRecords(database);
    await profileRecords.ensureBuiltIn(autoProfile(model.name));
    const profile = await profileRecords.active();
    const decoding = resolveDecoding(model, profile);
    const engine = new Engine({
      program,
      graph: {
        modelDirectory: model.directory,
        decoding,
        cacheDirectory: directory.graphs,
        threads: settings.threads,
      },
      log,
    });
    undo.push(() => {
      engine.close();
    });
    const arrivals = new Arrivals();
    const recorder = new BatchRecords({
      records: captionRecords,
      model: model.name,
      textOf: hypothesisText(model),
      graph: () => engine.loaded,
      log,
    });
    undo.push(() => recorder.close());
    const { batchSize, maxBatchDelayMs } = profile;
    const lane = new BatchLane({ engine, recorder, arrivals, batchSize, maxBatchDelayMs });
    const captions = new CaptionService({
      captions: captionRecords,
      profiles: profileRecords,
      blobs,
      thumbnails: directory.thumbnails,
      engine,
      lane,
      arrivals,
      model,
      decoding,
      log,
    });
    const served = (): ServedModel => ({ ...model, loaded: engine.loaded !== null });
    const http = createHttpServer({
      captions,
      captionRecords,
      runRecords: new RunRecords(database),
      profileRecords,
      blobs,
      models: { list: () => [served()], byName: (name) => (name === model.name ? served() : null) },
      readiness: { state: () => ({ ready: engine.reason === null, reason: engine.reason }) },
      secret: await readSecret(directory.secret),
      arrivals,
      log,
      ...(limits === undefined ? {} : { limits }),
    });
    const resumed = await captions.resume();
    if (resumed > 0) log.info({ captions: resumed }, 'Taking up captions that were left unfinished');
    const port = await http.listen(settings.host, settings.port);
    const close = once(async () => {
      const stopped = lane.stop();
      await http.close();
      await stopped;
      await captions.settled();
      for (const step of undo.splice(0).reverse()) await step();
    });
    return { url: `http://${displayHost(settings.host)}:${port}`, engine, close };
  } catch (error) {
    for (const step of undo.splice(0).reverse()) await step();
    throw error;
  }
}

function once(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= task());
}

function displayHost(host: string): string {
  if (host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
