import { pathToFileURL } from 'node:url';
import {
  createClient,
  type Client,
  type Config,
  type Transaction,
  type TransactionMode,
} from '@libsql/client';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient } from './generated/client.js';
import { applyMigrations, pendingMigrations } from './migrations.js';

export type Database = PrismaClient;

/** How long a write waits for that of another process (the command line beside a server), milliseconds. */
const busyMs = 5000;

/**
 * Prisma's transactions read before they write, and SQLite would refuse the write at once if another process had written
 * in between. So each takes the write lock when it begins, and waits for it there.
 */
class WritingFirst extends PrismaLibSql {
  override createClient(config: Config): Client {
    const client = super.createClient(config);
    const begin = Reflect.get(client, 'transaction') as (mode: TransactionMode) => Promise<Transaction>;
    return Object.assign(client, { transaction: () => begin.call(client, 'write') });
  }
}

/**
 * Opens the SQLite database at `path`, made or brought up to date with the migrations of `migrationsDirectory`.
 * Readers never wait for the writer (write-ahead log); what was committed survives the death of the process.
 */
export async function openDatabase(path: string, migrationsDirectory: string): Promise<Database> {
  const url = pathToFileURL(path).href;
  const client = createClient({ url, timeout: busyMs });
  try {
    await client.execute('PRAGMA journal_mode = WAL');
    await applyMigrations(client, migrationsDirectory);
  } finally {
    client.close();
  }
  const database = new PrismaClient({ adapter: new WritingFirst({ url, timeout: busyMs }) });
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
