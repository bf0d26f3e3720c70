import { writeTorch, type TorchStorageToWrite } from './write-torch.js';

const embedding = 'encoder.embed_tokens.weight';
/** Names under which a checkpoint holds the embedding once more. */
const copies = ['decoder.embed_tokens.weight', 'decoder.output_projection.weight'];

/** Tables that every published checkpoint holds besides its weights; they are computed, not read. */
const tables: Readonly<Record<string, readonly number[]>> = {
  'encoder.image_rp_bucket': [1765, 1765],
  'encoder.token_rp_bucket': [1024, 1024],
  'decoder.image_position_idx': [1025],
  'decoder.image_rp_bucket': [1765, 1765],
  'decoder.token_rp_bucket': [1024, 1024],
};

/** What a published checkpoint holds besides its weights, all int64: the tables, and a counter of each batch normalisation. */
export function publishedBuffers(weights: readonly { readonly name: string }[]): TorchStorageToWrite[] {
  const counters = weights
    .filter(({ name }) => name.endsWith('.running_var'))
    .map(({ name }): [string, number[]] => [name.replace('running_var', 'num_batches_tracked'), []]);
  return [...Object.entries(tables), ...counters].map(([name, shape]) => ({
    name,
    shape,
    storageClass: 'LongStorage',
  }));
}

/**
 * Writes pytorch_model.bin with all that published ones hold.
 * @param tied whether the copies of the embedding share its storage or have one each; both are found in the wild
 */
export async function writePublishedTorch(
  path: string,
  weights: readonly TorchStorageToWrite[],
  { tied }: { readonly tied: boolean },
): Promise<void> {
  const original = weights.find(({ name }) => name === embedding);
  if (original === undefined) throw new Error(`no tensor '${embedding}'`);
  const storages = [...weights, ...publishedBuffers(weights)];
  if (tied) await writeTorch(path, storages, { tied: new Map(copies.map((copy) => [copy, embedding])) });
  else await writeTorch(path, [...storages, ...copies.map((name) => ({ ...original, name }))]);
}
