import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const namePattern = /^caption_(\d{4})(\d{2})(\d{2})\.log$/;

/** Name of a day's log file; the day is that of this machine's time zone. */
export function logFileName(day: Date): string {
  const month = String(day.getMonth() + 1).padStart(2, '0');
  const date = String(day.getDate()).padStart(2, '0');
  return `caption_${String(day.getFullYear())}${month}${date}.log`;
}

export interface LogFile {
  readonly path: string;
  readonly bytes: number;
}

/** Log files of days that are more than `days` before today; nothing else in the folder is ever looked at. */
export async function oldLogFiles(directory: string, days: number, today: Date): Promise<LogFile[]> {
  const oldest = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days);
  const names = await readdir(directory).catch(() => []);
  const files: LogFile[] = [];
  for (const name of names.sort()) {
    const [, year, month, date] = namePattern.exec(name) ?? [];
    if (year === undefined || new Date(Number(year), Number(month) - 1, Number(date)) >= oldest) continue;
    const path = join(directory, name);
    const found = await stat(path).catch(() => null);
    if (found?.isFile() === true) files.push({ path, bytes: found.size });
  }
  return files;
}

export async function removeLogFiles(files: readonly LogFile[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true });
}
