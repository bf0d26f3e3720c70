import type { Tracing } from '../tracing/tracing.js';
import type { Exchange } from './exchange.js';

/** Answers within a span, which goes on the trace of the client where it sent one. */
export function tracedRequest(
  tracing: Tracing,
  { request, response, path, requestId }: Exchange,
  answer: () => Promise<void>,
): Promise<void> {
  const method = request.method ?? '';
  const traceparent = request.headers['traceparent'];
  return tracing.request(
    `${method} ${path}`,
    typeof traceparent === 'string' ? traceparent : null,
    async (span) => {
      span.setAttributes({
        'http.request.method': method,
        'url.path': path,
        'ofa_caption.request_id': requestId,
      });
      await answer();
      span.setAttribute('http.response.status_code', response.statusCode);
    },
  );
}
