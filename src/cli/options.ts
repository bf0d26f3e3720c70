import { availableParallelism } from 'node:os';
import { Option, InvalidArgumentError } from 'commander';
import { embeddedModelDirectory } from '../config/paths.js';

/** Each option has its environment variable; the command line beats it. */
export function dataOption(): Option {
  return new Option('--data <dir>', 'directory for database, pictures and compiled graphs')
    .env('OFA_CAPTION_DATA')
    .default('./data');
}

export function modelOption(): Option {
  return new Option('--model <dir>', 'model directory: config.json, configuration.json, weights, vocab.json')
    .env('OFA_CAPTION_MODEL')
    .default(embeddedModelDirectory, 'the embedded ofa-mini-en');
}

export function threadsOption(): Option {
  return new Option('--threads <n>', 'threads of the engine')
    .env('OFA_CAPTION_THREADS')
    .default(availableParallelism(), 'one for each core')
    .argParser(wholeNumber(1, 1024));
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export function logLevelOption(level: (typeof logLevels)[number]): Option {
  return new Option('--log-level <level>', 'what is logged')
    .env('OFA_CAPTION_LOG_LEVEL')
    .choices(logLevels)
    .default(level);
}

/** A parser for whole numbers, ends included. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}
