import type { Wording } from '../errors/wording.js';

export function folderUsable(path: string): Wording {
  return { en: `${path} can be read and written.`, zh: `${path} 可以读写。` };
}

export function folderToCome(path: string): Wording {
  return {
    en: `${path} does not exist yet; the first start makes it.`,
    zh: `${path} 尚不存在；首次启动时会创建。`,
  };
}

export function notAFolder(path: string): Wording {
  return { en: `${path} is a file, not a folder.`, zh: `${path} 是文件，不是目录。` };
}

/** @param cause in the words of the system */
export function notWritable(path: string, cause: string): Wording {
  return { en: `${path} cannot be written: ${cause}.`, zh: `无法写入 ${path}：${cause}。` };
}

export function makeWritable(): Wording {
  return {
    en: 'Give the user of the server the right to write there, move what is in the way, or name another directory with --data (OFA_CAPTION_DATA).',
    zh: '请授予服务器用户写入权限，移走挡路的文件，或用 --data（OFA_CAPTION_DATA）指定其他目录。',
  };
}

export function permissionsPrivate(mode: string): Wording {
  return {
    en: `Its permissions are ${mode}: others cannot read it.`,
    zh: `权限为 ${mode}：其他用户无法读取。`,
  };
}

export function permissionsOpen(paths: readonly string[]): Wording {
  return {
    en: `Every user of this machine can read ${paths.join(', ')}; pictures and keys lie there.`,
    zh: `本机所有用户都能读取 ${paths.join('、')}；其中有图片和密钥。`,
  };
}

export function closePermissions(root: string): Wording {
  return { en: `Run: chmod -R o-rwx ${root}`, zh: `请运行：chmod -R o-rwx ${root}` };
}

export function noPermissionsHere(): Wording {
  return {
    en: 'Not checked: there is nothing yet, or this system has no such permissions.',
    zh: '未检查：目录尚不存在，或本系统没有此类权限。',
  };
}

export function diskFree(path: string, freeMiB: number, neededMiB: number): Wording {
  return {
    en: `${inGiB(freeMiB)} GiB free at ${path}; compiled graphs and pictures want ${inGiB(neededMiB)} GiB or more.`,
    zh: `${path} 所在磁盘剩余 ${inGiB(freeMiB)} GiB；编译的图和图片至少需要 ${inGiB(neededMiB)} GiB。`,
  };
}

export function freeDisk(): Wording {
  return {
    en: 'Free space on that disk, or name a directory on another one with --data (OFA_CAPTION_DATA).',
    zh: '请释放该磁盘的空间，或用 --data（OFA_CAPTION_DATA）指定其他磁盘上的目录。',
  };
}

export function databaseOpens(path: string, mebibytes: number): Wording {
  const size = mebibytes.toFixed(1);
  return { en: `${path} opens (${size} MiB).`, zh: `${path} 可以打开（${size} MiB）。` };
}

/** @param cause in the words of SQLite */
export function databaseBroken(path: string, cause: string): Wording {
  return { en: `${path} cannot be read: ${cause}.`, zh: `无法读取 ${path}：${cause}。` };
}

export function restoreDatabase(): Wording {
  return {
    en: 'Stop the server, put the file (with its -wal and -shm) aside, and restore a backup. `sqlite3 captions.db .recover` saves what can be read.',
    zh: '请停止服务器，移走该文件（连同 -wal 和 -shm），并恢复备份。`sqlite3 captions.db .recover` 可抢救仍可读取的内容。',
  };
}

export function migrationsApplied(): Wording {
  return { en: 'All migrations are applied.', zh: '所有迁移均已应用。' };
}

export function migrationsPending(names: readonly string[]): Wording {
  return {
    en: `${names.length} migrations are not applied yet: ${names.join(', ')}.`,
    zh: `有 ${names.length} 个迁移尚未应用：${names.join('、')}。`,
  };
}

export function restartServer(): Wording {
  return {
    en: 'Make a backup, then start the server once: it brings the database up to date.',
    zh: '请先备份，然后启动一次服务器：它会更新数据库。',
  };
}

export function migrationsForeign(names: readonly string[]): Wording {
  return {
    en: `A newer version of this program has used the database: ${names.join(', ')}.`,
    zh: `更新版本的程序使用过该数据库：${names.join('、')}。`,
  };
}

export function updateProgram(): Wording {
  return {
    en: 'Use that version again, or a backup from before.',
    zh: '请改用该版本，或恢复之前的备份。',
  };
}

export function databaseWhole(): Wording {
  return { en: 'SQLite’s quick check finds nothing wrong.', zh: 'SQLite 快速检查未发现问题。' };
}

export function databaseTooLarge(mebibytes: number, most: number): Wording {
  return {
    en: `Not checked: reading ${Math.ceil(mebibytes)} MiB (above ${Math.ceil(most)}) would hold the server up. Run \`ofa-caption doctor\` beside it.`,
    zh: `未检查：读取 ${Math.ceil(mebibytes)} MiB（超过 ${Math.ceil(most)}）会使服务器停顿。请在旁边运行 \`ofa-caption doctor\`。`,
  };
}

export function databaseNotRead(): Wording {
  return { en: 'Not checked: the database cannot be read.', zh: '未检查：无法读取数据库。' };
}

export function graphsWhole(count: number, mebibytes: number): Wording {
  return {
    en: `${count} compiled graphs, all whole, ${Math.ceil(mebibytes)} MiB.`,
    zh: `${count} 个已编译的图，全部完整，共 ${Math.ceil(mebibytes)} MiB。`,
  };
}

export function noGraphs(): Wording {
  return {
    en: 'No graph is compiled yet; the first start does it.',
    zh: '尚未编译任何图；首次启动时会编译。',
  };
}

export function graphsDamaged(names: readonly string[], count: number): Wording {
  return {
    en: `${names.length} of ${count} compiled graphs are damaged or unfinished: ${names.join(', ')}.`,
    zh: `${count} 个已编译的图中有 ${names.length} 个损坏或未完成：${names.join('、')}。`,
  };
}

export function removeGraphs(folder: string): Wording {
  return {
    en: `Delete them in ${folder}; whoever needs one compiles it again. If that comes back, the disk is not to be trusted.`,
    zh: `请在 ${folder} 中删除它们；需要时会重新编译。如果反复出现，请检查磁盘。`,
  };
}

function inGiB(mebibytes: number): string {
  return (mebibytes / 1024).toFixed(1);
}
