import type { Digest } from './digest.js';

/** A file as the hub lists it. */
export interface HubFile {
  /** Within the repository, with slashes; checked by {@link checkPath}. */
  readonly path: string;
  readonly bytes: number;
  /** Null where the hub names none. */
  readonly digest: Digest | null;
}

/** One model of one hub. */
export interface Hub {
  /**
   * All files of the model.
   * @throws HubError when the hub does not say
   */
  list(signal: AbortSignal): Promise<readonly HubFile[]>;
  /** Where a file is asked for. */
  urlOf(path: string): URL;
}
