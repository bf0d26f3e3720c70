import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { migrationsDirectory } from '../config/paths.js';
import { autoProfile } from '../profiles/built-in.js';
import { EffectiveProfiles } from '../profiles/effective-profiles.js';
import { openStatistics } from '../stats/open-statistics.js';
import { Tally } from '../stats/tally.js';
import { openDatabase, type Database } from '../storage/database.js';
import type { CaptionEnd } from '../storage/ending-recorder.js';
import { ProfileRecords } from '../storage/profile-records.js';
import { median } from './measure.js';

export interface StatisticsCost {
  readonly captions: number;
  /** Rows of statistics. */
  readonly rows: number;
  readonly databaseMiB: number;
  /** How SQLite finds the rows of a week. */
  readonly plan: string;
  /** Counting everything at start, milliseconds. */
  readonly openMs: number;
  readonly firstWeekMs: number;
  /** Every look after the first one; median of five. */
  readonly weekMs: number;
  readonly weekSeriesMs: number;
  readonly hourMs: number;
  /** The counts and the average of a week from the captions themselves, without percentiles. */
  readonly fromCaptionsMs: number;
}

const captions = 1_000_000;
const minutes = 7 * 24 * 60;
const minuteMs = 60_000;
const model = 'ofa-mini-en';

/** A week with a million captions, and what it costs to look at it. */
export async function statisticsCost(): Promise<StatisticsCost> {
  const scratch = await mkdtemp(join(tmpdir(), 'ofa-caption-statistics-'));
  try {
    const database = await openDatabase(join(scratch, 'captions.db'), migrationsDirectory);
    try {
      return await measure(database);
    } finally {
      await database.$disconnect();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measure(database: Database): Promise<StatisticsCost> {
  const stored = new ProfileRecords(database);
  await stored.writeBuiltIns([autoProfile(model, { kind: 'CPU' })]);
  const profiles = new EffectiveProfiles(stored, {});
  const { id: profileId } = await profiles.active();
  const now = Date.now();
  const first = Math.floor(now / minuteMs) * minuteMs - (minutes - 1) * minuteMs;
  await fillCaptions(database, first);
  await fillStatistics(database, first, profileId);
  const gauges = { queueDepth: () => 0, inFlight: () => 0 };
  const log = pino({ level: 'silent' });
  const opening = performance.now();
  const { statistics, stop } = await openStatistics({ database, profiles, gauges, log, now: () => now });
  const openMs = performance.now() - opening;
  const all = { profile: null, model: null };
  const firstWeekMs = await milliseconds(() => statistics.stats('WEEK', all));
  const cost = {
    captions: await database.caption.count(),
    rows: await database.statisticsSpan.count(),
    databaseMiB: await size(database),
    plan: await weekPlan(database, new Date(first), new Date(now)),
    openMs,
    firstWeekMs,
    weekMs: await medianOf(() => statistics.stats('WEEK', all)),
    weekSeriesMs: await medianOf(() => statistics.series('WEEK')),
    hourMs: await medianOf(() => statistics.stats('HOUR', all)),
    fromCaptionsMs: await medianOf(() => fromCaptions(database, new Date(first))),
  };
  await stop();
  return cost;
}

/** In the database itself: a million rows by way of the client would take minutes. */
async function fillCaptions(database: Database, first: number): Promise<void> {
  const stepMs = (minutes * minuteMs) / captions;
  await database.$executeRaw`
    WITH RECURSIVE "counted"("n") AS (SELECT 0 UNION ALL SELECT "n" + 1 FROM "counted" WHERE "n" + 1 < ${captions})
    INSERT INTO "Caption" ("status", "text", "alternatives", "alternativesWanted", "timeoutMs", "modelName", "modelHash",
      "profileId", "queueMs", "preprocessMs", "inferenceMs", "totalMs", "createdAt", "finishedAt")
    SELECT 'SUCCEEDED', 'a dog on the grass', '[]', 0, 30000, ${model}, 'x', 1, 5, 3, 80, 88 + "n" % 100,
      strftime('%Y-%m-%dT%H:%M:%f+00:00', (${first} + "n" * ${stepMs}) / 1000.0, 'unixepoch'),
      strftime('%Y-%m-%dT%H:%M:%f+00:00', (${first} + "n" * ${stepMs}) / 1000.0, 'unixepoch')
    FROM "counted"`;
}

async function fillStatistics(database: Database, first: number, profileId: number): Promise<void> {
  const rows = Array.from({ length: minutes }, (_, minute) => {
    const tally = new Tally();
    for (let index = 0; index < captions / minutes; index++) tally.countCaption(caption(profileId));
    for (let run = 0; run < 12; run++) tally.countRun({ model, batchSize: 8, succeeded: true });
    const startsAt = new Date(first + minute * minuteMs);
    return { seconds: 60, startsAt, profileId, model, tally: tally.stored() };
  });
  for (let from = 0; from < rows.length; from += 500) {
    await database.statisticsSpan.createMany({ data: rows.slice(from, from + 500) });
  }
}

/** Times that spread as those of a loaded server do. */
function caption(profileId: number): CaptionEnd {
  const queueMs = -40 * Math.log(1 - Math.random());
  const preprocessMs = 2 + 4 * Math.random();
  const inferenceMs = 70 + 30 * Math.random();
  const timings = { queueMs, preprocessMs, inferenceMs, totalMs: queueMs + preprocessMs + inferenceMs };
  return {
    status: 'SUCCEEDED',
    ...{ cached: false, errorCode: null, timings, attempts: 1, modelName: model, profileId },
  };
}

async function weekPlan(database: Database, from: Date, to: Date): Promise<string> {
  const plan = await database.$queryRaw<{ detail: string }[]>`
    EXPLAIN QUERY PLAN SELECT * FROM "StatisticsSpan"
    WHERE "seconds" IN (1, 60) AND "startsAt" >= ${from} AND "startsAt" < ${to}
    ORDER BY "seconds", "startsAt", "profileId", "model"`;
  return plan.map(({ detail }) => detail).join('; ');
}

async function fromCaptions(database: Database, from: Date): Promise<unknown> {
  return database.$queryRaw`
    SELECT "status", COUNT(*), AVG("totalMs") FROM "Caption" WHERE "finishedAt" >= ${from} GROUP BY "status"`;
}

async function size(database: Database): Promise<number> {
  const [found] = await database.$queryRaw<{ bytes: bigint | number }[]>`
    SELECT page_count * page_size AS "bytes" FROM pragma_page_count(), pragma_page_size()`;
  return Number(found?.bytes ?? 0) / 2 ** 20;
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times = [];
  for (let round = 0; round < 5; round++) times.push(await milliseconds(work));
  return median(times);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
