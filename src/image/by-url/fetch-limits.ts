/** What a picture from elsewhere may cost. */
export interface FetchLimits {
  /** Bytes of the picture. */
  readonly bytes: number;
  /** Bytes of the header of an answer. */
  readonly headerBytes: number;
  /** Characters of a URL, given or redirected to. */
  readonly urlLength: number;
  /** Redirects that are followed. */
  readonly redirects: number;
  /** Milliseconds to look a name up, and as many again to connect, TLS included; anew for each redirect. */
  readonly connectMs: number;
  /** Milliseconds from the connection to the end of the answer's header; anew for each redirect. */
  readonly headerMs: number;
  /** Milliseconds for everything, redirects and the last byte of the picture included. */
  readonly totalMs: number;
}

export const defaultFetchLimits: FetchLimits = {
  bytes: 50_000_000,
  headerBytes: 16_384,
  // RFC 9110, section 4.1, recommends to support at least 8000; signed URLs of object stores are long.
  urlLength: 8000,
  redirects: 3,
  connectMs: 5000,
  headerMs: 10_000,
  totalMs: 60_000,
};
