import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSafetensors, type TensorToWrite } from '../checkpoint/write-safetensors.js';
import { readConfig } from '../config.js';
import { requiredTensors, unusedDecoderTensors } from '../tensor-shapes.js';
import type { SyntheticWeights } from './distributions.js';
import { syntheticTensor } from './synthetic-tensor.js';

/**
 * What `decoder.layer_norm.bias[0]` is where captions shall never end by themselves: the end token's logit falls by
 * half of it, far below every other.
 */
const neverEndingBias = -60;

export interface SyntheticModelOptions {
  /** Captions run to their full length. */
  readonly neverEnds?: boolean;
  /** Writes the weights in another form than model.safetensors. */
  readonly writeWeights?: (tensors: readonly TensorToWrite[]) => Promise<void>;
}

/** Tensors of a synthetic checkpoint: what inference needs and the unused decoder weights that published ones hold too. */
export async function syntheticTensorShapes(
  configPath: string,
): Promise<{ readonly width: number; readonly shapes: ReadonlyMap<string, readonly number[]> }> {
  const config = await readConfig(configPath);
  const unused = config.trunk.kind === 'resnet' ? unusedDecoderTensors(config) : [];
  return { width: config.width, shapes: new Map([...requiredTensors(config), ...unused]) };
}

/**
 * Writes config.json, configuration.json and model.safetensors of a model whose weights are computed, not learned: captions
 * are nonsense, every number is reproducible. The tokenizer's files are the caller's: its own, or `writeByteVocabulary`.
 * @param config content of config.json
 * @param configuration content of configuration.json
 * @throws BadModelError when `config` asks for what is not supported
 */
export async function writeSyntheticModel(
  directory: string,
  config: object,
  weights: SyntheticWeights,
  configuration: object,
  options: SyntheticModelOptions = {},
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const configPath = join(directory, 'config.json');
  await writeFile(configPath, JSON.stringify(config, null, 1));
  await writeFile(join(directory, 'configuration.json'), JSON.stringify(configuration, null, 1));
  const used = options.neverEnds === true ? { ...weights, eos: neverEndingBias } : weights;
  const { width, shapes } = await syntheticTensorShapes(configPath);
  const tensors = Array.from(shapes, ([name, shape]) => ({
    name,
    shape,
    values: () => syntheticTensor(name, shape, width, used),
  }));
  if (options.writeWeights !== undefined) await options.writeWeights(tensors);
  else await writeSafetensors(join(directory, 'model.safetensors'), tensors);
}
