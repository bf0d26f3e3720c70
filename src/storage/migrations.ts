import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, Transaction } from '@libsql/client';

/** The table `prisma migrate deploy` keeps, so that either may apply the next migration. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * Applies what is not applied yet, each migration in one transaction together with its record, so that a crash leaves
 * it either whole or absent. Returns the names of those applied now.
 */
export async function applyMigrations(client: Client, directory: string): Promise<string[]> {
  await client.execute(migrationsTable);
  const names: string[] = [];
  for (const name of await pendingMigrations(client, directory)) {
    const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8');
    const transaction = await client.transaction('write');
    try {
      // Another process may have been here first: the command line beside a server that starts.
      if (await isApplied(transaction, name)) continue;
      await transaction.executeMultiple(sql);
      const now = Date.now();
      await transaction.execute({
        sql: `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
              VALUES (?, ?, ?, ?, ?, 1)`,
        args: [randomUUID(), createHash('sha256').update(sql).digest('hex'), name, now, now],
      });
      await transaction.commit();
      names.push(name);
    } finally {
      transaction.close();
    }
  }
  return names;
}

/** Names of the migrations that a database still lacks, in their order. */
export async function pendingMigrations(client: Client, directory: string): Promise<string[]> {
  const applied = new Set(await appliedMigrations(client));
  return (await knownMigrations(directory)).filter((name) => !applied.has(name));
}

/** Names of the migrations that a database has and this program does not know: a newer one has used it. */
export async function foreignMigrations(client: Client, directory: string): Promise<string[]> {
  const known = new Set(await knownMigrations(directory));
  return (await appliedMigrations(client)).filter((name) => !known.has(name));
}

async function appliedMigrations(client: Client): Promise<string[]> {
  const tables = await client.execute("SELECT name FROM sqlite_master WHERE name = '_prisma_migrations'");
  const finished = 'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL';
  const rows = tables.rows.length === 0 ? [] : (await client.execute(finished)).rows;
  return rows.flatMap(({ migration_name: name }) => (typeof name === 'string' ? [name] : []));
}

async function knownMigrations(directory: string): Promise<string[]> {
  return (await readdir(directory, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function isApplied(transaction: Transaction, name: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM _prisma_migrations WHERE migration_name = ? AND finished_at IS NOT NULL';
  return (await transaction.execute({ sql, args: [name] })).rows.length > 0;
}
