import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient } from './generated/client.js';
import { applyMigrations, pendingMigrations } from './migrations.js';

export type Database = PrismaClient;

/**
 * Opens the SQLite database at `path`, made or brought up to date with the migrations of `migrationsDirectory`.
 * Readers never wait for the writer (write-ahead log); what was committed survives the death of the process.
 */
export async function openDatabase(path: string, migrationsDirectory: string): Promise<Database> {
  const url = pathToFileURL(path).href;
  const client = createClient({ url });
  try {
    await client.execute('PRAGMA journal_mode = WAL');
    await applyMigrations(client, migrationsDirectory);
  } finally {
    client.close();
  }
  const database = new PrismaClient({ adapter: new PrismaLibSql({ url }) });
  await database.$queryRaw`PRAGMA busy_timeout = 5000`;
  await database.$queryRaw`PRAGMA synchronous = NORMAL`;
  return database;
}

/** Whether the existing database at `path` has been brought up to date, so that opening it changes nothing. */
export async function isUpToDate(path: string, migrationsDirectory: string): Promise<boolean> {
  const client = createClient({ url: pathToFileURL(path).href });
  try {
    return (await pendingMigrations(client, migrationsDirectory)).length === 0;
  } finally {
    client.close();
  }
}
