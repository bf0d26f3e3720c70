import { join } from 'node:path';
import { BadModelError } from '../errors/bad-model-error.js';
import { checkDepth } from './checkpoint/check-depth.js';
import { checkShapes } from './checkpoint/check-shapes.js';
import type { Checkpoint } from './checkpoint/checkpoint.js';
import { countParameters } from './checkpoint/count-parameters.js';
import type { OfaConfig } from './config.js';
import { requiredTensors } from './tensor-shapes.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/**
 * Checks that weights are those of a configuration.
 * @returns their number
 * @throws BadModelError naming what is missing or contradicts it
 */
export async function checkWeights(open: () => Promise<Checkpoint>, config: OfaConfig): Promise<number> {
  const checkpoint = await open();
  try {
    checkDepth(checkpoint, config);
    checkShapes(checkpoint, requiredTensors(config));
    return countParameters(checkpoint);
  } finally {
    await checkpoint.close();
  }
}

/**
 * A model may know fewer ids than its vocabulary file, never more than that file and OFA's added tokens.
 * @param root directory of vocab.json
 * @throws BadModelError
 */
export function checkVocabulary(tokenizer: Tokenizer, config: OfaConfig, root: string): void {
  const { vocabSize } = config;
  const known = vocabSize <= tokenizer.size || vocabSize === tokenizer.sizeWithAddedTokens;
  if (!known) {
    throw new BadModelError(
      `${join(root, 'vocab.json')}: has ${tokenizer.size} pieces, which does not fit vocab_size ${vocabSize} of ` +
        `config.json (expected ${vocabSize}, or ${tokenizer.sizeWithAddedTokens} with OFA's added tokens)`,
    );
  }
}
