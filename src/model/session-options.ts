import type { InferenceSession } from 'onnxruntime-node';

/**
 * How the runtime loads a compiled graph on the CPU; each setting was measured with OFA-tiny's shapes at 480 px.
 * The convolutions' fast layout only exists at optimisation level `all`. Memory patterns help fixed shapes, and cost memory
 * here where the batch varies. A decoder step is some hundred operators of a few microseconds: threads that sleep between
 * them cost a tenth of a caption, threads that spin for long take the cores from image decoding. So they spin for 100
 * microseconds, and not at all between runs.
 * @param threads of one operator
 */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableMemPattern: false,
    extra: {
      session: { intra_op: { allow_spinning: '1', spin_duration_us: '100' }, force_spinning_stop: '1' },
    },
  };
}
