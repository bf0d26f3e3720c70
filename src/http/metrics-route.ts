import type { AccessControl } from '../access/access-control.js';
import type { Metrics } from '../stats/metrics/create-metrics.js';
import { mayReadMetrics } from './authentication.js';
import type { Exchange } from './exchange.js';

export const metricsPath = '/metrics';

/** Answers admins in the text format of Prometheus. */
export async function answerMetrics(
  exchange: Exchange,
  metrics: Metrics,
  access: AccessControl,
): Promise<void> {
  if (!(await mayReadMetrics(exchange, access))) return;
  const text = await metrics.text();
  exchange.response.writeHead(200, {
    'content-type': metrics.contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  exchange.response.end(text);
}
