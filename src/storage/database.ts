import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient } from './generated/client.js';
import { applyMigrations } from './migrations.js';

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
