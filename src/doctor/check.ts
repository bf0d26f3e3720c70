import type { Wording } from '../errors/wording.js';

/** What a check looks at, in the order in which people read them. */
export const checkGroups = [
  'system',
  'environment',
  'device',
  'model',
  'profile',
  'memory',
  'storage',
  'network',
  'engine',
] as const;
export type CheckGroup = (typeof checkGroups)[number];

/** SKIP: there was nothing to look at, and `detail` says why. */
export const checkStatuses = ['PASS', 'WARN', 'FAIL', 'SKIP'] as const;
export type CheckStatus = (typeof checkStatuses)[number];

/** One thing that was looked at. */
export interface DoctorCheck {
  /** Stable, for programs: `disk-space`. */
  readonly name: string;
  readonly group: CheckGroup;
  readonly status: CheckStatus;
  /** What was found, with the numbers. */
  readonly detail: Wording;
  /** What to do; null where there is nothing to be done. */
  readonly fix: Wording | null;
}

export interface DoctorReport {
  /** Whether nothing failed; warnings do not count. */
  readonly ok: boolean;
  readonly checks: readonly DoctorCheck[];
}

/** Makes the results of one group. */
export class GroupChecks {
  constructor(private readonly group: CheckGroup) {}

  pass(name: string, detail: Wording): DoctorCheck {
    return { name, group: this.group, status: 'PASS', detail, fix: null };
  }

  warn(name: string, detail: Wording, fix: Wording): DoctorCheck {
    return { name, group: this.group, status: 'WARN', detail, fix };
  }

  fail(name: string, detail: Wording, fix: Wording): DoctorCheck {
    return { name, group: this.group, status: 'FAIL', detail, fix };
  }

  skip(name: string, detail: Wording): DoctorCheck {
    return { name, group: this.group, status: 'SKIP', detail, fix: null };
  }
}
