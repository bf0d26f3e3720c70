import pino, { type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';
import { DailyLogFile } from './daily-log-file.js';
import { scrub } from './scrub.js';

/** Logs to stderr, since results go to stdout: for eyes on a terminal, one JSON object a line otherwise. */
export function createLog(level: string): Logger {
  return pino(logOptions(level), consoleStream());
}

export interface ServerLog {
  readonly log: Logger;
  /** Resolves when every line so far is in the file. */
  readonly close: () => Promise<void>;
}

export interface ServerLogOptions {
  readonly level: string;
  /** Where the files are, one for each day. */
  readonly directory: string;
  /** Where lines go besides; stderr unless told otherwise. */
  readonly console?: DestinationStream;
  readonly now?: () => Date;
}

/**
 * Logs to stderr and, always as JSON, to a file for each day. Trouble with the file never stops anybody: it is told once on
 * stderr, where the lines are anyway, and the file is tried again every minute.
 */
export function createServerLog(options: ServerLogOptions): ServerLog {
  const { level, directory, console = consoleStream(), now } = options;
  const onConsole = pino(logOptions(level), console);
  const file = new DailyLogFile({
    directory,
    ...(now === undefined ? {} : { now }),
    onTrouble: (error, path) => {
      onConsole.warn({ err: error, path }, 'The log file cannot be written; lines go to the console only');
    },
    onRecovered: (path) => {
      onConsole.info({ path }, 'The log file can be written again');
    },
  });
  const log = pino(
    logOptions(level),
    pino.multistream([
      { level: 'trace', stream: console },
      { level: 'trace', stream: file },
    ]),
  );
  return { log, close: () => file.close() };
}

function consoleStream(): DestinationStream {
  return process.stderr.isTTY ? pretty({ destination: 2, sync: true }) : pino.destination(2);
}

function logOptions(level: string) {
  return { level, base: null, hooks: { streamWrite: scrub } };
}
