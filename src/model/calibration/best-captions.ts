import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelPackage } from '../package.js';
import { sessionOptions } from '../session-options.js';
import { captionText } from '../tokenizer/caption-text.js';

/**
 * The best caption of every picture by one compiled graph, in order; null where none finished. Pictures go one at a time.
 * @param pictures `[S, S, 3]` uint8 each
 */
export async function bestCaptions(
  model: ModelPackage,
  graphPath: string,
  pictures: AsyncIterable<Uint8Array>,
  threads: number,
): Promise<(string | null)[]> {
  const session = await InferenceSession.create(graphPath, sessionOptions({ threads }));
  try {
    const { imageSize: size } = model;
    const captions: (string | null)[] = [];
    for await (const pixels of pictures) {
      const outputs = await session.run({ pixels: new Tensor('uint8', pixels, [1, size, size, 3]) }, [
        'tokens',
        'lengths',
      ]);
      const tokens = bestTokens(outputs);
      captions.push(tokens.length === 0 ? null : captionText(model.tokenizer.decode(tokens), model.language));
    }
    return captions;
  } finally {
    await session.release();
  }
}

/** The first hypothesis of the first picture. */
function bestTokens(outputs: InferenceSession.OnnxValueMapType): number[] {
  const tokens = outputs['tokens']?.data;
  const lengths = outputs['lengths']?.data;
  if (!(tokens instanceof Int32Array) || !(lengths instanceof Int32Array)) {
    throw new Error('the graph has no int32 tokens and lengths');
  }
  return Array.from(tokens.subarray(0, lengths[0]));
}
