import { Kind } from 'graphql';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { builder } from '../builder.js';

builder.scalarType('DateTime', {
  description: 'A moment as RFC 3339 has it, such as 2030-01-31T12:00:00.000Z. Answers are always in UTC.',
  serialize: (value) => value.toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : null),
});

// RFC 3339, section 5.6: date and time with an offset.
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

function parseDateTime(value: unknown): Date {
  const moment = typeof value === 'string' && dateTime.test(value) ? new Date(value) : null;
  if (moment === null || Number.isNaN(moment.getTime())) {
    throw new InvalidInputError('A DateTime must look like 2030-01-31T12:00:00Z.');
  }
  return moment;
}
