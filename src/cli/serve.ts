import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Command, InvalidArgumentError, Option } from 'commander';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { parseAllowedHosts, type AllowedHost } from '../image/by-url/allowed-hosts.js';
import { createServerLog } from '../logging/create-log.js';
import { dataDirectoryAt } from '../storage/data-directory.js';
import { modelSource } from './chosen-model.js';
import { webhookOption, webhookTarget } from './alert-webhook.js';
import {
  addSwitch,
  dataOption,
  hostOption,
  knownVariables,
  logLevelOption,
  modelOption,
  portOption,
  threadsOption,
  wholeNumber,
} from './options.js';
import { addProfileOptions, profileOverrides } from './profile-options.js';
import { retentionDays, retentionOptions, type RetentionArguments } from './retention-options.js';
import { startServer, type ServerSettings } from './start-server.js';

/** How often the event loop is asked whether it is on time, milliseconds. */
const delayResolutionMs = 5;

interface ServeArguments
  extends
    Omit<ServerSettings, 'overrides' | 'knownVariables' | 'modelSource' | 'retention' | 'alertWebhook'>,
    RetentionArguments {
  readonly alertWebhook: string | undefined;
  readonly logLevel: string;
}

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('serve GraphQL at /graphql until it is told to stop (Ctrl-C, SIGTERM)')
    .addOption(hostOption())
    .addOption(portOption())
    .addOption(
      new Option('--rate-limit <n>', 'requests a minute that each key may make; 0: any number')
        .env('OFA_CAPTION_RATE_LIMIT')
        .default(0)
        .argParser(wholeNumber(0, 1_000_000)),
    )
    .addOption(dataOption())
    .addOption(modelOption())
    .addOption(threadsOption())
    .addOption(
      new Option('--max-job-pictures <n>', 'most pictures of one job')
        .env('OFA_CAPTION_MAX_JOB_PICTURES')
        .default(2000)
        .argParser(wholeNumber(1, 100_000)),
    )
    .addOption(
      new Option('--max-waiting-pictures <n>', 'most pictures of all jobs that wait on disk')
        .env('OFA_CAPTION_MAX_WAITING_PICTURES')
        .default(20_000)
        .argParser(wholeNumber(1, 10_000_000)),
    )
    .addOption(
      new Option(
        '--allow-url-hosts <hosts>',
        'host[:port],… whose pictures are fetched though their addresses are not public',
      )
        .env('OFA_CAPTION_ALLOW_URL_HOSTS')
        .default([], 'none')
        .argParser(allowedHosts),
    )
    .addOption(
      new Option(
        '--otlp-endpoint <url>',
        'OpenTelemetry collector that traces are sent to, by OTLP over HTTP',
      )
        .env('OTEL_EXPORTER_OTLP_ENDPOINT')
        .argParser(httpUrl),
    )
    .addOption(webhookOption())
    .addOption(logLevelOption('info'))
    .action(serve);
  for (const option of retentionOptions()) command.addOption(option);
  addSwitch(command, {
    flag: '--insecure-no-auth',
    description:
      'without any key allow an address that other machines can reach: everybody there may do everything',
    default: false,
  });
  addSwitch(command, {
    flag: '--production',
    description:
      'tell strangers nothing about the schema: no introspection, no suggestions, no GraphiQL; on where NODE_ENV is production',
    default: false,
  });
  return addProfileOptions(command);
}

async function serve(options: ServeArguments, command: Command): Promise<void> {
  const overrides = profileOverrides(command);
  const settings = {
    ...options,
    production: options.production === true || process.env['NODE_ENV'] === 'production',
    overrides,
    modelSource: modelSource(command),
    knownVariables: knownVariables(command.parent ?? command),
    retention: retentionDays(options),
    alertWebhook: webhookTarget(options.alertWebhook),
  };
  const { logs: directory } = dataDirectoryAt(options.data);
  const { log, close: closeLog } = createServerLog({ level: options.logLevel, directory });
  if (Object.keys(overrides).length > 0) log.info({ overrides }, 'Parameters set for every profile');
  const delay = monitorEventLoopDelay({ resolution: delayResolutionMs });
  const server = await startServer(settings, { log }).catch(async (error: unknown) => {
    await closeLog();
    throw explained(error, options);
  });
  delay.enable();
  log.info({ url: server.url, data: options.data }, `Listening on ${server.url} (GraphQL at /graphql)`);
  await stopSignal();
  log.info('Stopping: what runs is finished, what waits is kept for the next start');
  await server.close();
  // Node counts from one sample to the next, so that an idle loop shows the resolution.
  const milliseconds = (nanoseconds: number): number =>
    Math.max(0, Math.round(nanoseconds / 1e4) / 100 - delayResolutionMs);
  log.info(
    { eventLoopDelayMs: { p99: milliseconds(delay.percentile(99)), max: milliseconds(delay.max) } },
    'Stopped',
  );
  await closeLog();
}

function httpUrl(text: string): string | null {
  if (text === '') return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('It must be an address such as http://localhost:4318.');
}

function allowedHosts(text: string): readonly AllowedHost[] {
  try {
    return parseAllowedHosts(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

/** Resolves with the first signal; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(1));
      });
    }
  });
}

function explained(error: unknown, { host, port }: ServeArguments): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return new InvalidInputError(
      `Port ${port} is already in use. Choose another with --port, or stop what uses it.`,
    );
  }
  if (code === 'EACCES')
    return new InvalidInputError(`Port ${port} may not be used by this user. Choose one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new InvalidInputError(`${host} is not an address of this machine. Choose another with --host.`);
  }
  return error;
}
