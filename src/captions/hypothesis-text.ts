import type { Hypothesis } from '../engine/protocol.js';
import type { HypothesisRow } from '../storage/caption-records.js';

/** Turns the tokens of a hypothesis into the caption that people read. */
export type HypothesisText = (hypothesis: Hypothesis) => HypothesisRow;
