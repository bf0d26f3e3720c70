import type { GraphRun } from './protocol.js';

/** A picture whose pixels wait in the engine for their run. They die with the incarnation that holds them. */
export interface PreparedPicture {
  readonly picture: number;
  /** Decoding and resizing, milliseconds. */
  readonly preprocessMs: number;
}

/** What batching needs of a device at work. */
export interface BatchEngine {
  /** Most pictures of a run that have been seen to fit into memory; null until that is known. */
  readonly largestBatch: number | null;
  /** Resolves when `largestBatch` is known, or when the engine cannot be had; never rejects. */
  planned(): Promise<void>;
  /**
   * @param maxImageSize longest side in pixels before the model's own resize; null: as it is
   * @throws ImageError; EngineLostError when the process died meanwhile; DEVICE_UNAVAILABLE when none can be had
   */
  prepare(path: string, maxImageSize: number | null): Promise<PreparedPicture>;
  /** Whether the incarnation that prepared it still lives. */
  holds(picture: PreparedPicture): boolean;
  /**
   * One run of the graph; the pictures are used up whatever happens.
   * @param seeds one for each picture where captions are drawn at random, else null
   * @param requestIds of the requests that wait for it, for the log
   * @throws EngineLostError, ENGINE_FAILED, OUT_OF_MEMORY
   */
  run(
    pictures: readonly PreparedPicture[],
    seeds: readonly number[] | null,
    requestIds?: readonly string[],
  ): Promise<GraphRun>;
  /** A run did not fit into memory: what memory the engine has gathered is given back before the next. */
  ranOutOfMemory(): void;
  /** Lets prepared pictures go that will not be run. */
  discard(pictures: readonly PreparedPicture[]): void;
}
