import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

/** Logs to stderr, since results go to stdout: for eyes on a terminal, one JSON object a line otherwise. */
export function createLog(level: string): Logger {
  const destination = process.stderr.isTTY ? pretty({ destination: 2, sync: true }) : pino.destination(2);
  return pino({ level, base: null }, destination);
}
