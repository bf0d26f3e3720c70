import { describe, expect, it } from 'vitest';
import { RateLimit } from '../../src/access/rate-limit.js';
import { RateLimitedError } from '../../src/errors/rate-limited-error.js';

function refusal(take: () => void): RateLimitedError | null {
  try {
    take();
    return null;
  } catch (error) {
    if (error instanceof RateLimitedError) return error;
    throw error;
  }
}

describe('RateLimit', () => {
  it('lets a minute’s worth through at once, then as many as flow in', () => {
    let now = 0;
    const limit = new RateLimit(60, () => now);
    for (let count = 0; count < 60; count++) limit.take('a');
    expect(
      refusal(() => {
        limit.take('a');
      }),
    ).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1000 });
    limit.take('b');
    now = 999;
    expect(
      refusal(() => {
        limit.take('a');
      }),
    ).toMatchObject({ retryAfterMs: 1 });
    now = 1000;
    limit.take('a');
    expect(
      refusal(() => {
        limit.take('a');
      })?.message,
    ).toContain('in 1 s');
    now = 3_600_000;
    for (let count = 0; count < 60; count++) limit.take('a');
    expect(
      refusal(() => {
        limit.take('a');
      }),
    ).not.toBeNull();
  });

  it('is none at 0', () => {
    const limit = new RateLimit(0, () => 0);
    for (let count = 0; count < 10_000; count++) limit.take('a');
    expect(
      refusal(() => {
        limit.take('a');
      }),
    ).toBeNull();
  });

  it('still knows who was refused after thousands of others', () => {
    let now = 0;
    const limit = new RateLimit(2, () => now);
    limit.take('a');
    limit.take('a');
    for (let name = 0; name < 3000; name++) {
      now++;
      limit.take(`other ${name}`);
    }
    expect(
      refusal(() => {
        limit.take('a');
      }),
    ).not.toBeNull();
  });
});
