import { createContext, use } from 'react';
import type { CaptionSession } from './caption-session.js';

export const CaptionSessionContext = createContext<CaptionSession | null>(null);

/** @throws Error outside of a CaptionSessionContext */
export function useCaptionSession(): CaptionSession {
  const session = use(CaptionSessionContext);
  if (session === null) throw new Error('There is no CaptionSessionContext around this component.');
  return session;
}
