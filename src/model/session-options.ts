import type { InferenceSession } from 'onnxruntime-node';
import { addsBytesExactly } from './byte-products.js';

export interface SessionSettings {
  /** Threads of one operator. */
  readonly threads: number;
  /** Execution provider; `cpu` when absent. */
  readonly provider?: InferenceSession.ExecutionProviderConfig | undefined;
  /** Weights are used where the file is mapped instead of being copied into the layout of the fastest kernels. */
  readonly lowMemory?: boolean | undefined;
  /** Only kernels that give the same bits on every run. */
  readonly deterministic?: boolean | undefined;
}

/**
 * How the runtime loads a compiled graph; each setting was measured with OFA-tiny's shapes at 480 px on the CPU.
 * The convolutions' fast layout only exists at optimisation level `all`. Memory patterns help fixed shapes, and cost memory
 * here where the batch varies. A decoder step is some hundred operators of a few microseconds: threads that sleep between
 * them cost a tenth of a caption, threads that spin for long take the cores from image decoding. So they spin for 100
 * microseconds, and not at all between runs. The arena is on in low memory too: without it the peak is higher, though less
 * stays resident between runs.
 */
export function sessionOptions({
  threads,
  provider = 'cpu',
  lowMemory = false,
  deterministic = false,
}: SessionSettings): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableMemPattern: false,
    extra: {
      session: {
        intra_op: { allow_spinning: '1', spin_duration_us: '100' },
        force_spinning_stop: '1',
        // Slower kernels for INT8 that are exact everywhere.
        ...(!addsBytesExactly() && { x64quantprecision: '1' }),
        ...(lowMemory && { disable_prepacking: '1' }),
        ...(deterministic && { use_deterministic_compute: '1' }),
      },
    },
  };
}
