import { BadModelError } from '../../errors/bad-model-error.js';
import { resnetBlocks, type OfaConfig } from '../config.js';
import type { Checkpoint } from './checkpoint.js';
import { trunkStages, layerCount } from './layer-count.js';

/**
 * Checks that a checkpoint is as deep as config.json says: layers that nobody asks for would be left out in silence.
 * @throws BadModelError naming the key of config.json and both numbers
 */
export function checkDepth(checkpoint: Checkpoint, config: OfaConfig): void {
  const names = [...checkpoint.tensors.keys()];
  for (const side of ['encoder', 'decoder'] as const) {
    const found = layerCount(names, `${side}.layers`);
    const { layers } = config[side];
    if (found > 0 && found !== layers) {
      const missing = found < layers ? `; no tensor is called '${side}.layers.${found}.…'` : '';
      throw new BadModelError(
        `${checkpoint.path}: has ${found} ${side} layers; config.json asks for ${layers} (${side}_layers)${missing}`,
      );
    }
  }
  if (config.trunk.kind !== 'resnet') return;
  const { type } = config.trunk;
  const found = trunkStages(names);
  const asked = resnetBlocks[type];
  if (found.every((blocks) => blocks > 0) && found.join() !== asked.join()) {
    throw new BadModelError(
      `${checkpoint.path}: its ResNet has ${found.join(', ')} blocks; ` +
        `config.json asks for ${asked.join(', ')} (resnet_type ${type})`,
    );
  }
}
