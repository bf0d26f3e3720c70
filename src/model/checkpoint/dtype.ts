/** Bits of one element of every dtype a safetensors header may name (safetensors `Dtype`, tensor.rs). */
const bitsByDtype = new Map([
  ['BOOL', 8],
  ['U8', 8],
  ['I8', 8],
  ['F8_E5M2', 8],
  ['F8_E4M3', 8],
  ['F8_E8M0', 8],
  ['I16', 16],
  ['U16', 16],
  ['F16', 16],
  ['BF16', 16],
  ['I32', 32],
  ['U32', 32],
  ['F32', 32],
  ['C64', 64],
  ['F64', 64],
  ['I64', 64],
  ['U64', 64],
  ['F4', 4],
  ['F6_E2M3', 6],
  ['F6_E3M2', 6],
]);

/** Dtypes that become float32 without loss. */
const floatDtypes = new Set(['F32', 'F16', 'BF16']);

/** Bits of one element, or null for a dtype nobody knows. */
export function bitsOfDtype(dtype: string): number | null {
  return bitsByDtype.get(dtype) ?? null;
}

/** Whether `Checkpoint.readFloats` can read this dtype. */
export function isFloatDtype(dtype: string): boolean {
  return floatDtypes.has(dtype);
}
