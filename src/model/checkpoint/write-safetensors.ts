import { open } from 'node:fs/promises';
import { elementCount } from './checkpoint.js';

/** One float32 tensor to write; its elements are made when their turn comes. */
export interface TensorToWrite {
  readonly name: string;
  readonly shape: readonly number[];
  values(): Float32Array;
}

/** Writes a float32 safetensors file, one tensor in memory at a time. */
export async function writeSafetensors(path: string, tensors: readonly TensorToWrite[]): Promise<void> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let offset = 0;
  for (const { name, shape } of tensors) {
    const end = offset + elementCount(shape) * 4;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = JSON.stringify(header);
  const text = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.byteLength), true);
  const file = await open(path, 'w');
  try {
    await file.appendFile(length);
    await file.appendFile(text);
    for (const tensor of tensors) {
      const { buffer, byteOffset, byteLength } = tensor.values();
      await file.appendFile(new Uint8Array(buffer, byteOffset, byteLength));
    }
  } finally {
    await file.close();
  }
}
