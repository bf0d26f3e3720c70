import { elementCount, type Checkpoint } from './checkpoint.js';
import { isFloatDtype } from './dtype.js';

/** Names under which the one token embedding may be stored again (modeling_ofa.py:1581-1588, 1994-1998). */
const tiedNames = new Set(['decoder.embed_tokens.weight', 'decoder.output_projection.weight']);

/** Number of weights in a checkpoint: float tensors, tied copies once, batch norm's running statistics left out. */
export function countParameters(checkpoint: Checkpoint): number {
  let count = 0;
  for (const { name, dtype, shape } of checkpoint.tensors.values()) {
    const isStatistic = name.endsWith('.running_mean') || name.endsWith('.running_var');
    if (isFloatDtype(dtype) && !isStatistic && !tiedNames.has(name)) count += elementCount(shape);
  }
  return count;
}
