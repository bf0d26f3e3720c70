import type { Logger } from 'pino';
import { compilingModel } from '../messages/about-engine.js';

const stepPercent = 10;
/** What is done before anybody has read the line is not worth one. */
const shortestStepMs = 1_000;

/** Logs how far one compilation is, in steps of ten percent; a small model's is over before there is anything to say. */
export class CompilationLog {
  #step = 0;
  #loggedAt: number;

  /** @param clock milliseconds from any point on */
  constructor(
    private readonly log: Pick<Logger, 'info'>,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.#loggedAt = clock();
  }

  /** @param fraction 0 to 1 */
  reached(fraction: number): void {
    const step = Math.floor((100 * fraction) / stepPercent);
    const now = this.clock();
    if (step <= this.#step || now - this.#loggedAt < shortestStepMs) return;
    this.#step = step;
    this.#loggedAt = now;
    const percent = step * stepPercent;
    this.log.info({ percent }, compilingModel(percent / 100).en);
  }
}
