import { expect, it } from 'vitest';
import { startServer } from '../../src/cli/start-server.js';
import { CaptionClient } from '../acceptance/caption-client.js';
import { builtEngine, quiet } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';
import { scrape, valueOf } from './metrics-text.js';

it('requests that came too often are counted as refused, after a restart too', async () => {
  const settings = { ...testSettings(await temporaryDirectory()), rateLimit: 5 };
  const refused = { status: 'refused', code: 'RATE_LIMITED' };
  const start = () => startServer(settings, { log: quiet, program: builtEngine });
  const server = await start();
  const client = new CaptionClient(server.url.replace('localhost', '127.0.0.1'));
  const codes = [];
  for (let times = 0; times < 8; times++) {
    const { errors } = await client.query('{ models { name } }');
    codes.push(errors?.[0]?.extensions.code ?? null);
  }
  expect(codes).toEqual([...Array<null>(5).fill(null), ...Array<string>(3).fill('RATE_LIMITED')]);
  await server.close();
  const next = await start();
  const origin = next.url.replace('localhost', '127.0.0.1');
  expect(valueOf(await scrape(origin), 'ofa_caption_requests_total', refused)).toBe(3);
  const { data } = await new CaptionClient(origin).query<{ stats: object }>(
    '{ stats(window: HOUR) { refused totalRequests failuresByCode { code count } } }',
  );
  expect(data?.stats).toEqual({
    refused: 3,
    totalRequests: 0,
    failuresByCode: [{ code: 'RATE_LIMITED', count: 3 }],
  });
  await next.close();
}, 60_000);
