import type { Hypothesis } from '../engine/protocol.js';
import type { ModelPackage } from '../model/package.js';
import { captionText } from '../model/tokenizer/caption-text.js';
import type { HypothesisRow } from '../storage/caption-records.js';

/** Turns the tokens of a hypothesis into the caption that people read. */
export type HypothesisText = (hypothesis: Hypothesis) => HypothesisRow;

/** Decodes tokens as the model's own pipeline does. */
export function hypothesisText(model: Pick<ModelPackage, 'tokenizer' | 'language'>): HypothesisText {
  return ({ tokens, score }) => ({
    text: captionText(model.tokenizer.decode(tokens), model.language),
    score,
  });
}
