import { BadModelError } from '../../errors/bad-model-error.js';
import type { Checkpoint } from './checkpoint.js';
import { RenamedCheckpoint } from './renamed-checkpoint.js';

/** fairseq's names of modules and those of modeling_ofa.py. */
const moduleNames: ReadonlyMap<string, string> = new Map([
  ['attn_ln', 'self_attn_mid_layer_norm'],
  ['self_attn_ln', 'self_attn_mid_layer_norm'],
  ['cross_attn_ln', 'cross_attn_mid_layer_norm'],
  ['encoder_attn', 'cross_attn'],
  ['encoder_attn_layer_norm', 'cross_attn_layer_norm'],
  ['ffn_layernorm', 'ffn_layer_norm'],
]);

const versionNames = new Set(['encoder.version', 'decoder.version']);
/** Only there with `--scale-resids`, which the published models do not use and which is not computed here. */
const unsupportedLeaf = 'w_resid';

/** The name that modeling_ofa.py gives to a tensor of a fairseq checkpoint; null for one that it does not have. */
export function publishedName(fairseqName: string): string | null {
  if (versionNames.has(fairseqName)) return null;
  const parts = fairseqName.split('.');
  const isLayer = parts[1] === 'layers';
  return isLayer ? parts.map((part) => moduleNames.get(part) ?? part).join('.') : fairseqName;
}

/**
 * A checkpoint under the names of modeling_ofa.py, whichever of the two it was written with.
 * @throws BadModelError when two tensors would have one name, or one needs what is not supported
 */
export function withPublishedNames(checkpoint: Checkpoint): Checkpoint {
  const originalNames = new Map<string, string>();
  for (const original of checkpoint.tensors.keys()) {
    if (original.endsWith(`.${unsupportedLeaf}`)) {
      throw new BadModelError(
        `${checkpoint.path}: tensor '${original}' belongs to a model trained with scale_resids, which is not supported`,
      );
    }
    const name = publishedName(original);
    if (name === null) continue;
    const other = originalNames.get(name);
    if (other !== undefined) {
      throw new BadModelError(`${checkpoint.path}: tensors '${other}' and '${original}' are both '${name}'`);
    }
    originalNames.set(name, original);
  }
  return new RenamedCheckpoint(checkpoint, originalNames);
}
