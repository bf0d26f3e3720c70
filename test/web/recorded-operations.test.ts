import { describe, expect, it } from 'vitest';
import { RecordedOperations } from '../../src/web/api/recorded-operations.js';

function query(name: string, variables: Readonly<Record<string, unknown>> = {}) {
  return { kind: 'query', name, document: `query ${name} { models { name } }`, variables } as const;
}

describe('what the page sent', () => {
  it('keeps what was done, however often a view asks the same', () => {
    const operations = new RecordedOperations();
    operations.record({ kind: 'mutation', name: 'Change', document: 'mutation Change { x }', variables: {} });
    for (let times = 0; times < 100; times++) operations.record(query('Poll', { window: 'HOUR' }));
    operations.record(query('Poll', { window: 'DAY' }));
    expect(operations.list.get().map(({ name, variables }) => [name, variables])).toEqual([
      ['Poll', { window: 'DAY' }],
      ['Poll', { window: 'HOUR' }],
      ['Change', {}],
    ]);
  });

  it('keeps each of several equal changes', () => {
    const operations = new RecordedOperations();
    const change = {
      kind: 'mutation',
      name: 'Change',
      document: 'mutation Change { x }',
      variables: {},
    } as const;
    operations.record(change);
    operations.record(change);
    expect(operations.list.get().length).toBe(2);
  });
});
