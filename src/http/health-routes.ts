import type { Exchange } from './exchange.js';
import { answerJson } from './json-answer.js';

/** Whether the server can caption now. */
export interface Readiness {
  /** `reason` says in words why it is not ready; null when it is. */
  state(): { readonly ready: boolean; readonly reason: string | null };
}

/** Answers as long as the process lives. */
export function answerLive({ response }: Exchange): void {
  answerJson(response, 200, { alive: true });
}

/** 200 when the server can caption, else 503. */
export function answerReady({ response }: Exchange, readiness: Readiness): void {
  const { ready, reason } = readiness.state();
  answerJson(response, ready ? 200 : 503, { ready, reason });
}
