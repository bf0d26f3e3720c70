import { builder } from '../builder.js';

export const JobStatusType = builder.enumType('JobStatus', {
  description: 'How far a job is. All but QUEUED and RUNNING are final, unless the job is retried.',
  values: {
    QUEUED: { description: 'None of its captions has begun.' },
    RUNNING: { description: 'Some of its captions have begun, and some have not ended.' },
    SUCCEEDED: { description: 'Every caption succeeded.' },
    PARTIALLY_FAILED: { description: 'Every caption has ended; some succeeded and some did not.' },
    FAILED: { description: 'Every caption has ended, none with a text.' },
    CANCELED: { description: 'It was canceled before all its captions had ended.' },
  },
});
