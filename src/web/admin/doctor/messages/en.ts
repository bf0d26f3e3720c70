import { countedInEnglish } from '../../../i18n/messages.js';

/** The words of the doctor; what it found comes from the server. */
export const en = {
  title: 'Doctor',
  lead: 'Looks at the server and its machine, and says what to do where something is not right.',
  again: 'Examine again',
  looking: 'Examining …',
  verdicts: {
    good: 'All is well.',
    warning: 'It works, with reservations.',
    bad: 'Something does not work.',
  },
  separator: ', ',
  counts: {
    FAIL: (count: number) => countedInEnglish(count, 'failure', 'failures'),
    WARN: (count: number) => countedInEnglish(count, 'warning', 'warnings'),
    PASS: (count: number) => `${count} in order`,
    SKIP: (count: number) => `${count} skipped`,
  },
  statuses: { FAIL: 'Failed', WARN: 'Warning', PASS: 'In order', SKIP: 'Skipped' },
  fix: 'What to do:',
  groups: {
    system: 'System',
    environment: 'Environment variables',
    device: 'Devices',
    model: 'Model',
    profile: 'Profile',
    memory: 'Memory',
    storage: 'Storage',
    network: 'Network',
    engine: 'Engine',
  } as Readonly<Record<string, string>>,
};
