import { Command, Option } from 'commander';
import { ApiKeys } from '../access/api-keys.js';
import { roles, type Role } from '../access/role.js';
import { migrationsDirectory } from '../config/paths.js';
import { CodedError } from '../errors/coded-error.js';
import { unknownKey } from '../messages/about-access.js';
import { ApiKeyRecords, type ApiKeyRow } from '../storage/api-key-records.js';
import { openDataDirectory } from '../storage/data-directory.js';
import { openDatabase } from '../storage/database.js';
import { dataOption } from './options.js';

interface DataArguments {
  readonly data: string;
}

export function keysCommand(): Command {
  return new Command('keys')
    .description(
      'make, list and revoke API keys; works beside a running server, which follows within a second',
    )
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description(
      'make a key and print it, this once; with the first one the server wants a key from everybody',
    )
    .addOption(
      new Option('--role <role>', 'what it allows: client its own captions, admin everything')
        .choices(roles.map((role) => role.toLowerCase()))
        .makeOptionMandatory(),
    )
    .requiredOption('--name <name>', 'who will use it')
    .addOption(dataOption())
    .action(
      async ({ data, name, role }: DataArguments & { readonly name: string; readonly role: string }) => {
        const { secret } = await withKeys(data, (keys) => keys.create(name, role.toUpperCase() as Role));
        process.stdout.write(`${secret}\n`);
      },
    );
}

function listCommand(): Command {
  return new Command('list')
    .description('list all keys, the oldest first, with those that were revoked')
    .option('--json', 'as a JSON array', false)
    .addOption(dataOption())
    .action(async ({ data, json }: DataArguments & { readonly json: boolean }) => {
      const rows = await withKeys(data, (keys) => keys.list());
      process.stdout.write(json ? `${JSON.stringify(rows.map(shown), null, 2)}\n` : table(rows));
    });
}

function revokeCommand(): Command {
  return new Command('revoke')
    .description('make a key invalid for good, and end what is streamed to it')
    .argument('<key>', 'its id or its name')
    .addOption(dataOption())
    .action(async (key: string, { data }: DataArguments) => {
      await withKeys(data, async (keys) => {
        const id = /^\d{1,9}$/.test(key) ? Number(key) : (await keys.named(key))?.id;
        if (id === undefined) throw new CodedError('NOT_FOUND', unknownKey());
        await keys.revoke(id);
      });
    });
}

async function withKeys<Result>(data: string, task: (keys: ApiKeys) => Promise<Result>): Promise<Result> {
  const directory = await openDataDirectory(data);
  const database = await openDatabase(directory.database, migrationsDirectory);
  try {
    return await task(new ApiKeys(new ApiKeyRecords(database)));
  } finally {
    await database.$disconnect();
  }
}

function shown({ id, name, role, createdAt, lastUsedAt, revokedAt }: ApiKeyRow) {
  return { id, name, role: role.toLowerCase(), createdAt, lastUsedAt, revokedAt };
}

function table(rows: readonly ApiKeyRow[]): string {
  const when = (moment: Date | null): string => moment?.toISOString().slice(0, 16).replace('T', ' ') ?? '-';
  const cells = rows.map(({ id, name, role, createdAt, lastUsedAt, revokedAt }) => [
    String(id),
    name,
    role.toLowerCase(),
    when(createdAt),
    when(lastUsedAt),
    when(revokedAt),
  ]);
  const lines = [['id', 'name', 'role', 'created (UTC)', 'last used', 'revoked'], ...cells];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
