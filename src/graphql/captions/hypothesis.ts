import type { CaptionRow, HypothesisRow } from '../../storage/caption-records.js';
import { builder } from '../builder.js';

export const HypothesisType = builder.objectRef<HypothesisRow>('Hypothesis').implement({
  description: 'One caption that the search finished.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The caption.' }),
    score: t.exposeFloat('score', {
      description: 'Log-probability divided by length; closer to 0 is better.',
    }),
  }),
});

/** As many of the other hypotheses of a stored caption as were asked for, best first. */
export function alternativesOf({ alternatives, alternativesWanted }: CaptionRow): HypothesisRow[] {
  const stored = Array.isArray(alternatives) ? alternatives.slice(0, alternativesWanted) : [];
  return stored.flatMap((hypothesis) => toHypothesis(hypothesis) ?? []);
}

function toHypothesis(stored: unknown): HypothesisRow | null {
  if (typeof stored !== 'object' || stored === null) return null;
  if (!('text' in stored) || !('score' in stored)) return null;
  const { text, score } = stored;
  return typeof text === 'string' && typeof score === 'number' ? { text, score } : null;
}
