/**
 * How long a `Retry-After` header asks to wait (RFC 9110, section 10.2.3): seconds, or a date.
 * @returns milliseconds; null where there is no such header or it makes no sense
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Every date of HTTP names its day; `Date.parse` alone would take `-1` for a year.
  const date = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
