import type { Engine } from '../engine/engine.js';
import type { ServedModel } from '../graphql/context.js';
import { createHttpServer } from '../http/create-http-server.js';
import type { HttpLimits } from '../http/http-limits.js';
import { readSecret } from '../http/thumbnails/secret.js';
import { createMetrics } from '../stats/metrics/create-metrics.js';
import { openServices, type ServiceParts, type ServiceSettings } from './services.js';

export interface ServerSettings extends ServiceSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface ServerParts extends ServiceParts {
  readonly limits?: Partial<HttpLimits>;
}

export interface RunningServer {
  readonly url: string;
  /** The one that requests go to. */
  readonly engine: Engine;
  /** Finishes what runs, leaves what waits to the next start, and lets everything go. */
  close(): Promise<void>;
}

/**
 * Puts the server together and starts it. It listens at once; `/readyz` tells when the engine is ready too.
 *
 * @throws BadModelError; InvalidInputError when another server uses the data directory; Node's error when the port is taken
 */
export async function startServer(settings: ServerSettings, parts: ServerParts): Promise<RunningServer> {
  const services = await openServices(settings, parts);
  try {
    const { model, lanes, captions, records, runs, profileRecords, directory, blobs, arrivals } = services;
    const served = (): ServedModel => ({ ...model, loaded: lanes.active.engine.loaded !== null });
    const http = createHttpServer({
      captions,
      captionRecords: records,
      runRecords: runs,
      profileRecords,
      profiles: services.profiles,
      jobs: services.jobs,
      jobRecords: services.jobRecords,
      blobs,
      models: { list: () => [served()], byName: (name) => (name === model.name ? served() : null) },
      readiness: {
        state: () => {
          const { reason } = lanes.active.engine;
          return { ready: reason === null, reason };
        },
      },
      statistics: services.statistics.statistics,
      refusals: services.statistics.refusals,
      metrics: {
        metrics: createMetrics({
          totals: services.statistics.totals,
          gauges: services.gauges,
          gpus: () => [],
        }),
      },
      tracing: services.tracing,
      secret: await readSecret(directory.secret),
      arrivals,
      log: parts.log,
      // A few files more than a job may have are taken, so that the answer can say what is wrong.
      limits: { files: 2 * settings.maxJobPictures, ...parts.limits },
    });
    const port = await http.listen(settings.host, settings.port);
    await services.resume();
    const close = once(async () => {
      const stopped = services.stop();
      await http.close();
      await stopped;
      await services.close();
    });
    return {
      url: `http://${displayHost(settings.host)}:${port}`,
      get engine() {
        return lanes.active.engine;
      },
      close,
    };
  } catch (error) {
    await services.stop();
    await services.close();
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
