import type { ServerSettings } from '../src/cli/start-server.js';

/** A server for tests: the embedded model on a free port, limits as by default. */
export function testSettings(data: string): ServerSettings {
  return {
    host: '127.0.0.1',
    port: 0,
    data,
    threads: 2,
    maxJobPictures: 2000,
    maxWaitingPictures: 20_000,
    allowUrlHosts: [],
    overrides: {},
    knownVariables: new Set(),
    retention: { captions: null, pictures: null, runs: null, logs: null },
    alertWebhook: null,
  };
}
