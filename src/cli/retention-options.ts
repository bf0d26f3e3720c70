import { Option } from 'commander';
import type { RetentionDays } from '../retention/retention-days.js';
import { wholeNumber } from './options.js';

export interface RetentionArguments {
  readonly keepCaptionsDays: number;
  readonly keepPicturesDays: number;
  readonly keepRunsDays: number;
  readonly logDays: number;
}

/** How long things are kept, the same for the server and for `prune`. */
export function retentionOptions(): Option[] {
  return [
    daysOption('captions', 'days that captions are kept after their end, with their pictures', 0),
    daysOption('pictures', 'days that pictures are kept, where their captions are kept longer', 0),
    daysOption('runs', 'days that the records of batches are kept', 0),
    new Option('--log-days <n>', 'days that log files are kept; 0: for ever')
      .env('OFA_CAPTION_LOG_DAYS')
      .default(14)
      .argParser(wholeNumber(0, mostDays)),
  ];
}

export function retentionDays(options: RetentionArguments): RetentionDays {
  return {
    captions: orForEver(options.keepCaptionsDays),
    pictures: orForEver(options.keepPicturesDays),
    runs: orForEver(options.keepRunsDays),
    logs: orForEver(options.logDays),
  };
}

const mostDays = 36_500;

function daysOption(what: string, description: string, days: number): Option {
  return new Option(`--keep-${what}-days <n>`, `${description}; 0: for ever`)
    .env(`OFA_CAPTION_KEEP_${what.toUpperCase()}_DAYS`)
    .default(days)
    .argParser(wholeNumber(0, mostDays));
}

function orForEver(days: number): number | null {
  return days === 0 ? null : days;
}
