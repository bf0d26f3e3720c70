import { join } from 'node:path';
import type { TensorToWrite } from '../../src/model/checkpoint/write-safetensors.js';
import type { PublishedSizeName } from '../../src/model/synthetic/published-sizes.js';
import { writePublishedTorch } from '../model/published-form.js';
import { writeShards } from '../model/write-shards.js';

/** A form in which weights are published. */
export interface Form {
  readonly form: string;
  readonly write: (directory: string, tensors: readonly TensorToWrite[]) => Promise<void>;
}

/** A published size in the forms it is tried in; all of them give the same graph. */
export interface LargeModel {
  readonly size: PublishedSizeName;
  readonly forms: readonly Form[];
}

function torch(tied: boolean): Form {
  return {
    form: `pytorch_model.bin, embedding stored ${tied ? 'once' : 'three times'}`,
    write: (directory, tensors) =>
      writePublishedTorch(join(directory, 'pytorch_model.bin'), tensors, { tied }),
  };
}

function shards(count: number): Form {
  return {
    form: `safetensors in ${count} files`,
    write: (directory, tensors) => writeShards(directory, tensors, count),
  };
}

/** OFA-huge's file is the one beyond 4 GiB, where offsets no longer fit into 32 bits. */
export const largeModels: readonly LargeModel[] = [
  { size: 'base', forms: [torch(false)] },
  { size: 'large', forms: [torch(true)] },
  { size: 'huge', forms: [torch(false), shards(4)] },
];

/** Room on disk that the largest needs: a checkpoint of 4.4 GB and its graph. */
export const mostDiskBytes = 10 * 2 ** 30;
