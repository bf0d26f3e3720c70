import type { IncomingMessage } from 'node:http';
import { CodedError } from '../errors/coded-error.js';
import { metricsForbidden } from '../messages/about-stats.js';
import type { Metrics } from '../stats/metrics/create-metrics.js';
import { answerError } from './error-answer.js';
import type { Exchange } from './exchange.js';

export const metricsPath = '/metrics';

export interface MetricsSource {
  readonly metrics: Metrics;
  /** Whether whoever asks may know; everybody may where this is absent. A CodedError that it throws is the answer. */
  readonly mayReadMetrics?: (request: IncomingMessage) => boolean | Promise<boolean>;
}

/** Answers in the text format of Prometheus. */
export async function answerMetrics(
  exchange: Exchange,
  { metrics, mayReadMetrics = () => true }: MetricsSource,
): Promise<void> {
  const { request, response } = exchange;
  try {
    if (!(await mayReadMetrics(request))) throw new CodedError('FORBIDDEN', metricsForbidden());
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    answerError(exchange, error);
    return;
  }
  const text = await metrics.text();
  response.writeHead(200, {
    'content-type': metrics.contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}
