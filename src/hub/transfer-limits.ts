/** What a download may cost, and how patient it is. */
export interface TransferLimits {
  /** Milliseconds without a byte after which an answer counts as stalled. */
  readonly stallMs: number;
  /** Requests in a row that may fail without a single new byte. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly backoffMs: number;
  /** The longest that is waited between attempts, milliseconds; a hub that asks for more ends the download. */
  readonly longestWaitMs: number;
  /** Redirects that are followed for one request. */
  readonly redirects: number;
  /** Bytes of one JSON answer. */
  readonly jsonBytes: number;
  /** JSON answers that make up one listing. */
  readonly pages: number;
}

export const defaultTransferLimits: TransferLimits = {
  stallMs: 60_000,
  attempts: 6,
  backoffMs: 1000,
  longestWaitMs: 300_000,
  redirects: 10,
  jsonBytes: 8 * 2 ** 20,
  pages: 100,
};
