import { describe, expect, it } from 'vitest';
import { BatchLimit } from '../../src/engine/batch-limit.js';

describe('the batch limit', () => {
  it('is what is configured or planned, whichever is less', () => {
    const limit = new BatchLimit(8);
    expect(limit.within(null)).toBe(8);
    expect(limit.within(4)).toBe(4);
    expect(limit.within(16)).toBe(8);
  });

  it('is halved by every shortage of memory, down to one', () => {
    const limit = new BatchLimit(8);
    limit.ranOutOfMemory(8);
    expect(limit.within(8)).toBe(4);
    limit.ranOutOfMemory(3);
    expect(limit.within(8)).toBe(1);
    limit.ranOutOfMemory(1);
    expect(limit.within(8)).toBe(1);
    expect(limit.lowered).toBe(true);
  });

  it('creeps back up with runs that use it up, and not with smaller ones', () => {
    const limit = new BatchLimit(8);
    limit.ranOutOfMemory(8);
    for (let run = 0; run < 100; run++) limit.succeeded(3);
    expect(limit.within(8)).toBe(4);
    for (let run = 0; run < 19; run++) limit.succeeded(4);
    expect(limit.within(8)).toBe(4);
    limit.succeeded(4);
    expect(limit.within(8)).toBe(8);
    expect(limit.lowered).toBe(false);
  });
});
