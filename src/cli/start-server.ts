import type { AccessControl } from '../access/access-control.js';
import { pageDirectory } from '../config/paths.js';
import type { Engine } from '../engine/engine.js';
import { SharedReport } from '../doctor/shared-report.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { createHttpServer } from '../http/create-http-server.js';
import { isLoopback } from '../http/loopback.js';
import type { HttpLimits } from '../http/http-limits.js';
import { PageFiles } from '../http/page/page-files.js';
import { readSecret } from '../http/thumbnails/secret.js';
import { createMetrics } from '../stats/metrics/create-metrics.js';
import { examineServer } from './examine-server.js';
import { modelCatalog } from './model-catalog.js';
import { openServices, type ServiceParts, type ServiceSettings } from './services.js';

export interface ServerSettings extends ServiceSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Environment variables that options read. */
  readonly knownVariables: ReadonlySet<string>;
  /** Lets other machines in though nobody needs a key. */
  readonly insecureNoAuth?: boolean;
  readonly production?: boolean;
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
 * @throws BadModelError; InvalidInputError when another server uses the data directory, or when other machines could reach it
 *   without a key; Node's error when the port is taken
 */
export async function startServer(settings: ServerSettings, parts: ServerParts): Promise<RunningServer> {
  const services = await openServices(settings, parts);
  try {
    checkReach(settings, services.access);
    const { models, lanes, captions, records, runs, profileRecords, directory, blobs, arrivals } = services;
    const address = { host: settings.host, port: settings.port, own: true };
    const doctor = new SharedReport(() => examineServer(services, { ...settings, address }));
    const http = createHttpServer({
      access: services.access,
      apiKeys: services.apiKeys,
      production: settings.production ?? false,
      captions,
      captionRecords: records,
      runRecords: runs,
      profileRecords,
      profiles: services.profiles,
      jobs: services.jobs,
      jobRecords: services.jobRecords,
      alerts: services.upkeep.alerts,
      alertRecords: services.upkeep.alertRecords,
      removal: services.upkeep.removal,
      blobs,
      models: modelCatalog(models, lanes),
      runtime: services.runtime,
      memory: lanes,
      doctor,
      readiness: {
        state: () => {
          const reason = lanes.active.engine.reason ?? services.health.reason;
          return { ready: reason === null, reason };
        },
      },
      statistics: services.statistics.statistics,
      refusals: services.statistics.refusals,
      metrics: createMetrics({
        totals: services.statistics.totals,
        gauges: services.gauges,
        gpus: () => services.devices.gpus,
      }),
      page: await PageFiles.open(pageDirectory),
      tracing: services.tracing,
      secret: await readSecret(directory.secret),
      arrivals,
      log: parts.log,
      // A few files more than a job may have are taken, so that the answer can say what is wrong.
      limits: { files: 2 * settings.maxJobPictures, ...parts.limits },
    });
    const port = await http.listen(settings.host, settings.port);
    address.port = port;
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

/** Without a key the server is for its own machine only. */
function checkReach({ host, insecureNoAuth = false }: ServerSettings, access: AccessControl): void {
  if (isLoopback(host) || insecureNoAuth || !access.isOpen) return;
  throw new InvalidInputError(
    `${host} can be reached from other machines, and there is no key yet: everybody there could do everything. ` +
      'Make one with `ofa-caption keys create`, leave --host away to serve this machine only, or add ' +
      '--insecure-no-auth if the network is trusted.',
  );
}

function once(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= task());
}

function displayHost(host: string): string {
  if (host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
