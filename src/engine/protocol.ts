import type { PictureHeader } from '../image/header.js';
import type { Calibration } from '../model/calibration/calibration.js';
import type { Decoding } from '../model/decoding.js';
import type { Precision } from '../model/precision.js';

/** What the engine's process answers. Pixels never cross: pictures are paths on the way in, prepared ones numbers after. */
export interface EngineCalls {
  /** Compiles the graph where the cache has none, opens it on the device, and says what it took. */
  readonly load: { readonly input: GraphRequest; readonly output: LoadedGraph };
  readonly readHeader: { readonly input: { readonly path: string }; readonly output: PictureHeader };
  /** Decodes and resizes a picture and keeps its pixels under `picture` until it is run or discarded. */
  readonly prepare: { readonly input: PrepareRequest; readonly output: { readonly preprocessMs: number } };
  /** One run of the graph over prepared pictures, which are let go whatever happens. */
  readonly run: { readonly input: { readonly pictures: readonly number[] }; readonly output: GraphRun };
  readonly discard: { readonly input: { readonly pictures: readonly number[] }; readonly output: null };
  /** Writes a thumbnail as WebP. */
  readonly makeThumbnail: {
    readonly input: { readonly path: string; readonly to: string };
    readonly output: null;
  };
}

export interface GraphRequest {
  readonly modelDirectory: string;
  readonly decoding: Decoding;
  /** FP32 when absent. */
  readonly precision?: Precision;
  /** Needed for INT8. */
  readonly calibration?: Calibration | null;
  readonly cacheDirectory: string;
  readonly threads: number;
}

export interface LoadedGraph {
  /** As a person would call it: `CPU`. */
  readonly device: string;
  /** ONNX Runtime's execution provider. */
  readonly provider: string;
  /** Whether the graph had to be compiled first. */
  readonly compiled: boolean;
  readonly loadMs: number;
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
