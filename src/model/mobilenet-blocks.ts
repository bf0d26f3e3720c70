/** One inverted residual of MobileNetV2 (Sandler et al. 2018, table 2). */
export interface MobilenetBlock {
  readonly expansion: number;
  readonly inputs: number;
  /** Channels of the depthwise convolution. */
  readonly hidden: number;
  readonly outputs: number;
  readonly stride: 1 | 2;
}

export const mobilenetStemChannels = 32;
export const mobilenetHeadChannels = 1280;

/** Expansion, output channels, repeats, stride of the first repeat. */
const stages: readonly (readonly [number, number, number, 1 | 2])[] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
];

function expandStages(): readonly MobilenetBlock[] {
  const blocks: MobilenetBlock[] = [];
  let inputs = mobilenetStemChannels;
  for (const [expansion, outputs, repeats, stride] of stages) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const hidden = inputs * expansion;
      blocks.push({ expansion, inputs, hidden, outputs, stride: repeat === 0 ? stride : 1 });
      inputs = outputs;
    }
  }
  return blocks;
}

/** The 17 blocks at width 1.0, in order. */
export const mobilenetBlocks = expandStages();
