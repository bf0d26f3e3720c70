import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { migrationsDirectory } from '../config/paths.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { Pruned } from '../retention/retention.js';
import { BlobStore } from '../storage/blobs.js';
import { dataDirectoryAt, openDataDirectory, type DataDirectory } from '../storage/data-directory.js';
import { openDatabase } from '../storage/database.js';
import { acquireServerLock, type ServerLock } from '../storage/server-lock.js';
import { dataOption } from './options.js';
import { startProgress } from './progress.js';
import { retentionDays, retentionOptions, type RetentionArguments } from './retention-options.js';
import { openRemoval } from './upkeep.js';

interface PruneArguments extends RetentionArguments {
  readonly data: string;
  readonly dryRun: boolean;
}

export function pruneCommand(): Command {
  const command = new Command('prune')
    .description(
      'remove what is older than it is kept, and pictures that no caption has; no server may be running',
    )
    .addOption(dataOption())
    .option('--dry-run', 'only say what would be removed', false);
  for (const option of retentionOptions()) command.addOption(option);
  return command
    .addHelpText(
      'after',
      `
Examples:
  ofa-caption prune --keep-captions-days 90 --dry-run
  ofa-caption prune --keep-pictures-days 30 --keep-runs-days 30

A running server does the same every hour, with the same options of its own.`,
    )
    .action(prune);
}

async function prune(options: PruneArguments): Promise<void> {
  const located = dataDirectoryAt(options.data);
  if ((await stat(located.database).catch(() => null)) === null) {
    throw new InvalidInputError(
      `There is nothing to prune: ${located.root} is no data directory. Name it with --data.`,
    );
  }
  const directory = await openDataDirectory(options.data);
  const lock = await lockAgainstServers(directory);
  try {
    const database = await openDatabase(directory.database, migrationsDirectory);
    try {
      const blobs = new BlobStore(directory.blobs, directory.incoming);
      const { retention } = openRemoval(database, directory, blobs, retentionDays(options), 0);
      const preview = await retention.preview();
      if (options.dryRun) {
        process.stdout.write(report('Would remove', preview));
        return;
      }
      const progress = startProgress(preview.captions + preview.runs, 'records');
      const onRemoved = (rows: number): void => {
        for (let row = 0; row < rows; row++) progress.advance();
      };
      const pruned = await retention.prune(new Date(), { onRemoved });
      progress.stop();
      process.stdout.write(report('Removed', pruned));
    } finally {
      await database.$disconnect();
    }
  } finally {
    lock.release();
  }
}

async function lockAgainstServers({ lock, root }: DataDirectory): Promise<ServerLock> {
  try {
    return await acquireServerLock(lock, root);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidInputError(
      `A server uses the data directory ${root}. It prunes every hour by itself: give it the options ` +
        '--keep-captions-days, --keep-pictures-days, --keep-runs-days and --log-days, or stop it before you prune.',
    );
  }
}

function report(verb: string, { captions, jobs, pictures, runs, logs, bytes }: Pruned): string {
  const counts = [
    counted(captions, 'caption'),
    counted(jobs, 'job'),
    counted(pictures, 'picture'),
    counted(runs, 'run'),
    counted(logs, 'log file'),
  ];
  return `${verb} ${counts.join(', ')}; ${(bytes / 1e6).toFixed(1)} MB (${bytes} bytes).\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
