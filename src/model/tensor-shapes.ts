import { resnetBlocks, trunkChannels, type OfaConfig, type ResnetType } from './config.js';
import { mobilenetBlocks, mobilenetHeadChannels, mobilenetStemChannels } from './mobilenet-blocks.js';

/** Tensor names and their shapes. */
export type TensorShapes = ReadonlyMap<string, readonly number[]>;

/** Rows of a relative position table of the image: every offset of two patches, and three rows for bos. */
export function imageTableRows(imageBuckets: number): number {
  return (2 * imageBuckets - 1) ** 2 + 3;
}

/** Every tensor that inference needs, in the order in which the reference implementation declares them. */
export function requiredTensors(config: OfaConfig): TensorShapes {
  const shapes = new ShapeList(config.width);
  const { width } = config;
  shapes.add('encoder.embed_tokens.weight', config.vocabSize, width);
  shapes.add('encoder.type_embedding.weight', 2, width);
  shapes.norm('encoder.layernorm_embedding');
  shapes.norm('encoder.patch_layernorm_embedding');
  if (config.trunk.kind === 'resnet') addResnet(shapes, config.trunk.type);
  else addMobilenet(shapes);
  shapes.linear('encoder.image_proj', width, trunkChannels(config.trunk));
  shapes.add('encoder.embed_image_positions.weight', config.imageBuckets ** 2 + 1, width);
  shapes.norm('encoder.image_pos_ln');
  shapes.norm('decoder.layernorm_embedding');
  for (const side of ['encoder', 'decoder'] as const) addStack(shapes, side, config);
  return shapes.map;
}

/** Weights that every OFA checkpoint holds but captioning never uses (modeling_ofa.py: only for `code_masks.any()`). */
export function unusedDecoderTensors(config: OfaConfig): TensorShapes {
  const shapes = new ShapeList(config.width);
  shapes.norm('decoder.code_layernorm_embedding');
  shapes.norm('decoder.image_pos_ln');
  shapes.add('decoder.embed_image_positions.weight', config.imageBuckets ** 2 + 1, config.width);
  for (let layer = 0; layer < config.decoder.layers; layer++) {
    shapes.add(
      `decoder.image_rel_pos_table_list.${layer}.weight`,
      imageTableRows(config.imageBuckets),
      config.decoder.heads,
    );
  }
  return shapes.map;
}

class ShapeList {
  readonly map = new Map<string, readonly number[]>();
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
  }

  add(name: string, ...shape: number[]): void {
    this.map.set(name, shape);
  }

  linear(name: string, outputs: number, inputs: number): void {
    this.add(`${name}.weight`, outputs, inputs);
    this.add(`${name}.bias`, outputs);
  }

  norm(name: string, width = this.#width): void {
    this.add(`${name}.weight`, width);
    this.add(`${name}.bias`, width);
  }

  convolution(name: string, outputs: number, inputs: number, kernel: number): void {
    this.add(`${name}.weight`, outputs, inputs, kernel, kernel);
    this.add(`${name}.bias`, outputs);
  }

  attention(name: string, width: number, heads: number): void {
    this.add(`${name}.c_attn`, heads);
    for (const projection of ['q_proj', 'k_proj', 'v_proj', 'out_proj']) {
      this.linear(`${name}.${projection}`, width, width);
    }
  }
}

function addStack(shapes: ShapeList, side: 'encoder' | 'decoder', config: OfaConfig): void {
  const { width } = config;
  const { layers, heads, feedForward } = config[side];
  shapes.add(`${side}.embed_positions.weight`, config.maxPositions + 2, width);
  shapes.norm(`${side}.pos_ln`);
  const positionLinears =
    side === 'encoder' ? ['pos_q', 'pos_k'] : ['self_pos_q', 'self_pos_k', 'cross_pos_q', 'cross_pos_k'];
  for (const linear of positionLinears) shapes.linear(`${side}.${linear}_linear`, width, width);
  const attentions = side === 'encoder' ? ['self_attn'] : ['self_attn', 'cross_attn'];
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `${side}.layers.${layer}`;
    for (const attention of attentions) {
      shapes.attention(`${prefix}.${attention}`, width, heads);
      shapes.norm(`${prefix}.${attention}_layer_norm`);
      shapes.norm(`${prefix}.${attention}_mid_layer_norm`);
    }
    shapes.linear(`${prefix}.fc1`, feedForward, width);
    shapes.linear(`${prefix}.fc2`, width, feedForward);
    shapes.norm(`${prefix}.ffn_layer_norm`, feedForward);
    shapes.norm(`${prefix}.final_layer_norm`);
    shapes.add(`${side}.token_rel_pos_table_list.${layer}.weight`, 2 * config.tokenBuckets - 1, heads);
    if (side === 'encoder') {
      const rows = imageTableRows(config.imageBuckets);
      shapes.add(`encoder.image_rel_pos_table_list.${layer}.weight`, rows, heads);
    }
  }
  shapes.norm(`${side}.layer_norm`);
}

function addResnet(shapes: ShapeList, type: ResnetType): void {
  const trunk = 'encoder.embed_images';
  const convolution = (name: string, norm: string, outputs: number, inputs: number, kernel: number) => {
    shapes.add(`${trunk}.${name}.weight`, outputs, inputs, kernel, kernel);
    for (const part of ['weight', 'bias', 'running_mean', 'running_var']) {
      shapes.add(`${trunk}.${norm}.${part}`, outputs);
    }
  };
  convolution('conv1', 'bn1', 64, 3, 7);
  let inputs = 64;
  resnetBlocks[type].forEach((blocks, stage) => {
    const planes = 64 << stage;
    const layer = `layer${stage + 1}`;
    for (let block = 0; block < blocks; block++) {
      const prefix = `${layer}.${block}`;
      convolution(`${prefix}.conv1`, `${prefix}.bn1`, planes, inputs, 1);
      convolution(`${prefix}.conv2`, `${prefix}.bn2`, planes, planes, 3);
      convolution(`${prefix}.conv3`, `${prefix}.bn3`, 4 * planes, planes, 1);
      if (block === 0) {
        convolution(`${prefix}.downsample.0`, `${prefix}.downsample.1`, 4 * planes, inputs, 1);
      }
      inputs = 4 * planes;
    }
  });
}

function addMobilenet(shapes: ShapeList): void {
  const trunk = 'encoder.embed_images';
  shapes.convolution(`${trunk}.stem`, mobilenetStemChannels, 3, 3);
  let channels = mobilenetStemChannels;
  mobilenetBlocks.forEach((block, index) => {
    const prefix = `${trunk}.blocks.${index}`;
    if (block.expansion !== 1) {
      shapes.convolution(`${prefix}.expand`, block.hidden, block.inputs, 1);
    }
    shapes.convolution(`${prefix}.depthwise`, block.hidden, 1, 3);
    shapes.convolution(`${prefix}.project`, block.outputs, block.hidden, 1);
    channels = block.outputs;
  });
  shapes.convolution(`${trunk}.head`, mobilenetHeadChannels, channels, 1);
}
