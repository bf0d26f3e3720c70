import type { PictureHeader } from '../image/header.js';
import type { Calibration } from '../model/calibration/calibration.js';
import type { Decoding } from '../model/decoding.js';
import type { Precision } from '../model/precision.js';

/** What the engine's process answers. Pixels never cross: pictures are paths on the way in, prepared ones numbers after. */
export interface EngineCalls {
  /**
   * Compiles the graph where the cache has none, opens it on the device, and says what it took; its progress is the
   * compiler's.
   */
  readonly load: { readonly input: GraphRequest; readonly output: LoadedGraph };
  readonly readHeader: { readonly input: { readonly path: string }; readonly output: PictureHeader };
  /** Decodes and resizes a picture and keeps its pixels under `picture` until it is run or discarded. */
  readonly prepare: { readonly input: PrepareRequest; readonly output: { readonly preprocessMs: number } };
  /** One run of the graph over prepared pictures, which are let go whatever happens. */
  readonly run: { readonly input: RunRequest; readonly output: GraphRun };
  /** One run over made-up pictures, and the most memory that the process has had by then. */
  readonly measure: { readonly input: { readonly batchSize: number }; readonly output: ProcessMemory };
  readonly memory: { readonly input: null; readonly output: ProcessMemory };
  readonly discard: { readonly input: { readonly pictures: readonly number[] }; readonly output: null };
  /** Writes a thumbnail as WebP. */
  readonly makeThumbnail: {
    readonly input: { readonly path: string; readonly to: string };
    readonly output: null;
  };
}

export type Provider = 'cpu' | 'cuda';

export interface GraphRequest {
  readonly modelDirectory: string;
  readonly decoding: Decoding;
  readonly precision: Precision;
  /** What INT8 needs; null in other precisions. */
  readonly calibration: Calibration | null;
  /** Batches of one on a graph without key and value cache, and nothing kept that is not needed. */
  readonly lowMemory: boolean;
  /** Only kernels whose results do not vary from run to run. */
  readonly deterministic: boolean;
  readonly cacheDirectory: string;
  readonly threads: number;
  readonly provider: Provider;
  /** As a person would call it: `CPU`, `NVIDIA H200`. */
  readonly device: string;
  /** Batch sizes that are run once before the engine counts as ready. */
  readonly warmUp: readonly number[];
}

export interface LoadedGraph {
  /** As a person would call it: `CPU`. */
  readonly device: string;
  /** ONNX Runtime's execution provider. */
  readonly provider: string;
  readonly precision: Precision;
  /** Whether the graph had to be compiled first. */
  readonly compiled: boolean;
  readonly loadMs: number;
}

export interface RunRequest {
  readonly pictures: readonly number[];
  /** For each picture what its random numbers are made from; null where none are drawn. */
  readonly seeds: readonly number[] | null;
  /** The batch is filled up to this size: a device that has met it before need not tune itself again. */
  readonly paddedTo: number;
  /** Of the requests that wait for it, for what the engine logs. */
  readonly requestIds: readonly string[];
}

/** Of one process, in MiB. */
export interface ProcessMemory {
  /** Resident set now. */
  readonly residentMiB: number;
  /** Largest resident set so far. */
  readonly peakMiB: number;
}

export interface PrepareRequest {
  readonly picture: number;
  readonly path: string;
  /** Longest side in pixels before the model's own resize; null: as it is. */
  readonly maxImageSize: number | null;
}

export interface Hypothesis {
  /** Without bos, the final eos included. */
  readonly tokens: readonly number[];
  /** Length-normalised log-probability. */
  readonly score: number;
}

export interface GraphRun {
  /** Per picture, in the order asked: the finished hypotheses, best first. */
  readonly hypotheses: readonly (readonly Hypothesis[])[];
  readonly durationMs: number;
}
