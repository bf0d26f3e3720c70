import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { elementCount } from '../../src/model/checkpoint/checkpoint.js';
import { writeSafetensors, type TensorToWrite } from '../../src/model/checkpoint/write-safetensors.js';

/** Writes float32 weights as Hugging Face does those that are too large for one file: shards of about equal size and an index. */
export async function writeShards(
  directory: string,
  tensors: readonly TensorToWrite[],
  count: number,
): Promise<void> {
  const total = tensors.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const shards = Array.from({ length: count }, (): TensorToWrite[] => []);
  let before = 0;
  for (const tensor of tensors) {
    shards[Math.floor((count * before) / total)]!.push(tensor);
    before += elementCount(tensor.shape);
  }
  const weight_map: Record<string, string> = {};
  for (const [index, part] of shards.entries()) {
    const file = `model-${padded(index + 1)}-of-${padded(count)}.safetensors`;
    await writeSafetensors(join(directory, file), part);
    for (const { name } of part) weight_map[name] = file;
  }
  const index = { metadata: { total_size: 4 * total }, weight_map };
  await writeFile(join(directory, 'model.safetensors.index.json'), JSON.stringify(index));
}

function padded(number: number): string {
  return String(number).padStart(5, '0');
}
