import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';
import type { SpanSink } from './tracing.js';

/** How often it is logged that traces do not arrive, milliseconds. */
const complaintMs = 60_000;

/** @param endpoint the collector's, without /v1/traces */
export function openSpanSink(endpoint: string, log: Logger): SpanSink {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new ComplainingExporter(new OTLPTraceExporter({ url }), url, log);
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'ofa-caption' }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000 })],
  });
  return {
    tracer: provider.getTracer('ofa-caption'),
    close: () => provider.shutdown(),
  };
}

type ExportCallback = Parameters<SpanExporter['export']>[1];

/** Says in the log that traces do not arrive; by themselves they are dropped in silence. */
class ComplainingExporter implements SpanExporter {
  #lastComplaint = -Infinity;

  constructor(
    private readonly inner: SpanExporter,
    private readonly url: string,
    private readonly log: Logger,
  ) {}

  export(spans: ReadableSpan[], callback: ExportCallback): void {
    this.inner.export(spans, (result) => {
      if (result.error !== undefined && performance.now() - this.#lastComplaint > complaintMs) {
        this.#lastComplaint = performance.now();
        this.log.warn({ err: result.error, url: this.url }, 'Traces could not be sent');
      }
      callback(result);
    });
  }

  shutdown(): Promise<void> {
    return this.inner.shutdown();
  }
}
