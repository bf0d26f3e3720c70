/** Numbers that shape a synthetic checkpoint. */
export interface SyntheticWeights {
  readonly seed: number;
  /** Spread of the logits. */
  readonly logit: number;
  /** How strongly a picture steers its caption. */
  readonly cross: number;
  /** How competitive the end token is. */
  readonly eos: number;
}

/** Mean and half width of a tensor's uniform distribution. */
export interface Distribution {
  readonly mean: number;
  readonly scale: number;
}

interface Tensor {
  readonly name: string;
  /** Part after the last dot. */
  readonly leaf: string;
  readonly shape: readonly number[];
  readonly width: number;
  readonly weights: SyntheticWeights;
}

/** Returns null where the rule does not apply; the first rule that applies decides. */
type Rule = (tensor: Tensor) => Distribution | null;

const rules: readonly Rule[] = [
  ({ name, shape }) => {
    if (shape.length !== 4) return null;
    const fanIn = shape[1]! * shape[2]! * shape[3]!;
    const gain = name === 'encoder.embed_images.conv1.weight' ? 0.35 : 1;
    return { mean: 0, scale: gain * Math.sqrt(6 / fanIn) };
  },
  ({ leaf }) => (leaf === 'running_mean' ? { mean: 0, scale: 0.1 } : null),
  ({ name, leaf }) => {
    if (leaf !== 'running_var') return null;
    return name === 'encoder.embed_images.bn1.running_var'
      ? { mean: 0.05, scale: 0.03 }
      : { mean: 1, scale: 0.5 };
  },
  ({ name, leaf }) => {
    if (!name.includes('.bn') && !name.includes('.downsample.1.')) return null;
    if (leaf === 'bias') return { mean: -0.1, scale: 0.2 };
    if (name === 'encoder.embed_images.bn1.weight') return { mean: 0.8, scale: 0.2 };
    return name.includes('.bn3.') ? { mean: 0.3, scale: 0.09 } : { mean: 1, scale: 0.25 };
  },
  ({ leaf }) => (leaf === 'c_attn' ? { mean: 1, scale: 0.4 } : null),
  ({ name, width, weights }) =>
    name === 'decoder.layer_norm.weight' ? { mean: 0, scale: weights.logit / Math.sqrt(width) } : null,
  ({ name, weights }) =>
    name.endsWith('.cross_attn_mid_layer_norm.weight')
      ? { mean: weights.cross, scale: 0.25 * weights.cross }
      : null,
  ({ name, leaf }) => {
    if (!name.includes('norm') && !name.includes('_ln.')) return null;
    return leaf === 'weight' ? { mean: 1, scale: 0.3 } : { mean: 0, scale: 0.2 };
  },
  ({ name }) => (name.includes('rel_pos_table') ? { mean: 0, scale: 0.8 } : null),
  ({ name }) => (name === 'encoder.embed_tokens.weight' ? { mean: 0, scale: 0.06 } : null),
  // `embed_images` holds no tensor that comes this far but MobileNetV2's biases, which are biases like others.
  ({ name }) => (name.includes('embed') && !name.includes('embed_images') ? { mean: 0, scale: 0.05 } : null),
  ({ leaf }) => (leaf === 'bias' ? { mean: 0, scale: 0.2 } : null),
];

/** Mean and scale of one tensor of a synthetic OFA checkpoint. */
export function distributionOf(
  name: string,
  shape: readonly number[],
  width: number,
  weights: SyntheticWeights,
): Distribution {
  const leaf = name.slice(name.lastIndexOf('.') + 1);
  for (const rule of rules) {
    const distribution = rule({ name, leaf, shape, width, weights });
    if (distribution !== null) return distribution;
  }
  return { mean: 0, scale: projectionGain(name) * Math.sqrt(3 / shape[1]!) };
}

function projectionGain(name: string): number {
  if (name.includes('pos_')) return 1.3;
  return name.includes('.q_proj') || name.includes('.k_proj') ? 2 : 1;
}
