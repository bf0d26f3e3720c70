/** Which bytes of which length a 206 answer holds (RFC 9110, section 14.4). */
export interface ContentRange {
  readonly start: number;
  readonly end: number;
  /** Of the whole file; null where the server does not know. */
  readonly length: number | null;
}

/** @returns null for a header that is missing or makes no sense */
export function parseContentRange(header: string | undefined): ContentRange | null {
  const { start, end, length } =
    /^bytes (?<start>\d+)-(?<end>\d+)\/(?<length>\d+|\*)$/i.exec(header?.trim() ?? '')?.groups ?? {};
  if (start === undefined || end === undefined || length === undefined) return null;
  return { start: Number(start), end: Number(end), length: length === '*' ? null : Number(length) };
}
