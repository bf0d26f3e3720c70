import type { Logger } from 'pino';
import { Tracing } from './tracing.js';

/**
 * Sends traces to an OpenTelemetry collector by OTLP over HTTP, as JSON; null when no endpoint is given: then nothing of
 * OpenTelemetry's is even loaded.
 *
 * @param endpoint such as http://localhost:4318
 */
export async function openTracing(endpoint: string | null, log: Logger): Promise<Tracing | null> {
  if (endpoint === null) return null;
  const { openSpanSink } = await import('./span-sink.js');
  return new Tracing(openSpanSink(endpoint, log));
}
