import { dirname, join } from 'node:path';
import { BadModelError } from '../../errors/bad-model-error.js';
import type { Checkpoint, TensorInfo } from './checkpoint.js';
import { openSafetensors } from './safetensors.js';
import { readShardIndex } from './shard-index.js';

/** The safetensors files that an index names, in the order of their names. */
export async function shardPaths(indexPath: string): Promise<string[]> {
  const index = await readShardIndex(indexPath);
  return [...new Set(index.values())].sort().map((file) => join(dirname(indexPath), file));
}

/**
 * Opens a checkpoint that lies in several safetensors files, by its index.
 * @throws BadModelError naming the index, the file or the tensor that is wrong
 */
export async function openShardedSafetensors(indexPath: string): Promise<Checkpoint> {
  const index = await readShardIndex(indexPath);
  const shards = new Map<string, Checkpoint>();
  const shardOf = new Map<string, Checkpoint>();
  try {
    for (const [tensor, file] of index) {
      const shard = shards.get(file) ?? (await openSafetensors(join(dirname(indexPath), file)));
      shards.set(file, shard);
      if (!shard.tensors.has(tensor)) {
        throw new BadModelError(`${indexPath}: tensor '${tensor}' is not in '${file}', where it should be`);
      }
      shardOf.set(tensor, shard);
    }
    return new ShardedCheckpoint(indexPath, shardOf);
  } catch (error) {
    await closeAll(shards.values());
    throw error;
  }
}

class ShardedCheckpoint implements Checkpoint {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  readonly #shardOf: ReadonlyMap<string, Checkpoint>;

  constructor(path: string, shardOf: ReadonlyMap<string, Checkpoint>) {
    this.path = path;
    this.tensors = new Map(Array.from(shardOf, ([name, shard]) => [name, shard.tensors.get(name)!]));
    this.#shardOf = shardOf;
  }

  async readFloats(name: string): Promise<Float32Array<ArrayBuffer>> {
    return this.#find(name).readFloats(name);
  }

  async readBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.#find(name).readBytes(name);
  }

  async close(): Promise<void> {
    await closeAll(this.#shardOf.values());
  }

  #find(name: string): Checkpoint {
    const shard = this.#shardOf.get(name);
    if (shard === undefined) throw new BadModelError(`${this.path}: tensor '${name}' is missing`);
    return shard;
  }
}

async function closeAll(shards: Iterable<Checkpoint>): Promise<void> {
  await Promise.all(Array.from(new Set(shards), (shard) => shard.close()));
}
