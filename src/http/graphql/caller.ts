import type { Logger } from 'pino';
import type { Viewer } from '../../access/viewer.js';
import type { Language } from '../../errors/wording.js';

/** Whoever asks the server to execute an operation, over whatever transport. */
export interface Caller {
  readonly viewer: Viewer;
  readonly language: Language;
  /** Aborted when it goes away. */
  readonly signal: AbortSignal;
  /** Names what was asked in every line of the log about it. */
  readonly requestId: string;
  readonly log: Logger;
}

/** What the GraphQL server is told of an operation. */
export interface CallerContext {
  readonly caller: Caller;
}
