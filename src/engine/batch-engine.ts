import type { GraphRun } from './protocol.js';

/** A picture whose pixels wait in the engine for their run. They die with the incarnation that holds them. */
export interface PreparedPicture {
  readonly picture: number;
  /** Decoding and resizing, milliseconds. */
  readonly preprocessMs: number;
}

/** What batching needs of a device at work. */
export interface BatchEngine {
  /**
   * @param maxImageSize longest side in pixels before the model's own resize; null: as it is
   * @throws ImageError; EngineLostError when the process died meanwhile; DEVICE_UNAVAILABLE when none can be had
   */
  prepare(path: string, maxImageSize: number | null): Promise<PreparedPicture>;
  /** Whether the incarnation that prepared it still lives. */
  holds(picture: PreparedPicture): boolean;
  /**
   * One run of the graph; the pictures are used up whatever happens.
   * @throws EngineLostError, ENGINE_FAILED, OUT_OF_MEMORY
   */
  run(pictures: readonly PreparedPicture[]): Promise<GraphRun>;
  /** Lets prepared pictures go that will not be run. */
  discard(pictures: readonly PreparedPicture[]): void;
}
