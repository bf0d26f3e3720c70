import { createClient, LibsqlError, type Client } from '@libsql/client';
import { pathToFileURL } from 'node:url';
import { foreignMigrations, pendingMigrations } from './migrations.js';

/** What a database says of itself, without being changed; works beside a running server. */
export interface DatabaseInspection {
  /** Migrations that it lacks. */
  readonly pending: readonly string[];
  /** Migrations that this program does not know. */
  readonly foreign: readonly string[];
  /** What SQLite's quick check found; empty: nothing; null: not looked for. */
  readonly damage: readonly string[] | null;
}

export interface DatabaseInspectionOptions {
  readonly migrations: string;
  /** The quick check reads everything, in the calling thread. */
  readonly checkIntegrity: boolean;
}

/** @throws LibsqlError when the file is no database, or cannot be opened */
export async function inspectDatabase(
  path: string,
  { migrations, checkIntegrity }: DatabaseInspectionOptions,
): Promise<DatabaseInspection> {
  const client = createClient({ url: pathToFileURL(path).href });
  try {
    const pending = await pendingMigrations(client, migrations);
    const foreign = await foreignMigrations(client, migrations);
    if (!checkIntegrity) return { pending, foreign, damage: null };
    return { pending, foreign, damage: await quickCheck(client) };
  } finally {
    client.close();
  }
}

/** Damage that keeps SQLite from going on is thrown in place of being listed. */
async function quickCheck(client: Client): Promise<string[]> {
  try {
    const { rows } = await client.execute('PRAGMA quick_check(10)');
    const findings = rows.flatMap(({ 0: finding }) => (typeof finding === 'string' ? [finding] : []));
    return findings.filter((finding) => finding !== 'ok');
  } catch (error) {
    if (error instanceof LibsqlError && error.code.startsWith('SQLITE_CORRUPT')) return [error.message];
    throw error;
  }
}

/** What is recorded of a model's captions and runs. */
export interface ModelHistory {
  /** Of the content that its last caption was made with; null where there is none. */
  readonly hash: string | null;
  /** Null where no run is recorded. */
  readonly runs: { readonly count: number; readonly longestMs: number } | null;
}

/**
 * @param batchSize runs of larger batches are not counted
 * @param most runs that are looked at, the latest
 */
export async function modelHistory(
  path: string,
  model: string,
  batchSize: number,
  most = 100,
): Promise<ModelHistory> {
  const client = createClient({ url: pathToFileURL(path).href });
  try {
    const captions = await client.execute({
      sql: 'SELECT modelHash FROM Caption WHERE modelName = ? ORDER BY id DESC LIMIT 1',
      args: [model],
    });
    const hash = captions.rows[0]?.['modelHash'];
    const runs = await client.execute({
      sql: `SELECT COUNT(*) AS count, MAX(durationMs) AS longestMs FROM
            (SELECT durationMs FROM InferenceRun WHERE model = ? AND succeeded AND batchSize <= ? ORDER BY id DESC LIMIT ?)`,
      args: [model, batchSize, most],
    });
    const count = Number(runs.rows[0]?.['count'] ?? 0);
    const longestMs = Number(runs.rows[0]?.['longestMs'] ?? 0);
    return { hash: typeof hash === 'string' ? hash : null, runs: count === 0 ? null : { count, longestMs } };
  } finally {
    client.close();
  }
}
