import { builder } from '../builder.js';

export const SeverityType = builder.enumType('Severity', {
  description: 'How bad it is.',
  values: {
    WARNING: { description: 'Somebody should look at it.' },
    CRITICAL: { description: 'Somebody should look at it now.' },
  },
});
