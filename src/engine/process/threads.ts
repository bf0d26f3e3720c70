import type { GraphRequest, GraphRun, LoadedGraph, PrepareRequest, RunRequest } from '../protocol.js';

/** What the thread that decodes pictures answers. */
export interface PreparationCalls {
  /** The pixels `[size, size, 3]` uint8, handed over without a copy. */
  readonly prepare: {
    readonly input: Omit<PrepareRequest, 'picture'> & { readonly size: number };
    readonly output: ArrayBuffer;
  };
}

/** What the thread that owns the ONNX Runtime session answers. */
export interface SessionCalls {
  readonly open: { readonly input: GraphRequest; readonly output: OpenedGraph };
  /** One run over pictures of `[imageSize, imageSize, 3]` uint8 each. */
  readonly run: {
    readonly input: Omit<RunRequest, 'pictures' | 'requestIds'> & {
      readonly pictures: readonly ArrayBuffer[];
    };
    readonly output: GraphRun;
  };
  /** One run over made-up pictures. */
  readonly rehearse: { readonly input: { readonly batchSize: number }; readonly output: null };
}

export interface OpenedGraph extends LoadedGraph {
  /** Pixels of a picture's side. */
  readonly imageSize: number;
}
