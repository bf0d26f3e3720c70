import { AsyncLocalStorage } from 'node:async_hooks';
import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Link,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';

/** What sends spans away. */
export interface SpanSink {
  readonly tracer: Tracer;
  /** Sends what is left. */
  close(): Promise<void>;
}

export interface SpanBeginning {
  readonly parent: SpanContext | null;
  readonly links?: readonly SpanContext[];
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** Spans of what is done, each within the one that is open where it begins. Nothing of it is global. */
export class Tracing {
  readonly #open = new AsyncLocalStorage<Span>();

  constructor(private readonly sink: SpanSink) {}

  /** The span that is open here. */
  get current(): SpanContext | null {
    return this.#open.getStore()?.spanContext() ?? null;
  }

  /** @param traceparent of the client's trace, as W3C Trace Context has it */
  request<Result>(
    name: string,
    traceparent: string | null,
    work: (span: Span) => Promise<Result>,
  ): Promise<Result> {
    const parent = contextOf(traceparent === null ? null : parseTraceparent(traceparent));
    return this.#within(this.sink.tracer.startSpan(name, { kind: SpanKind.SERVER }, parent), work);
  }

  inSpan<Result>(name: string, work: (span: Span) => Promise<Result>): Promise<Result> {
    return this.#within(this.begin(name, { parent: this.current }), work);
  }

  /** A span that somebody else ends. */
  begin(name: string, { parent, links = [], attributes = {} }: SpanBeginning): Span {
    const linked = links.map((context): Link => ({ context }));
    return this.sink.tracer.startSpan(name, { links: linked, attributes }, contextOf(parent));
  }

  /** Sends what is left. */
  close(): Promise<void> {
    return this.sink.close();
  }

  async #within<Result>(span: Span, work: (span: Span) => Promise<Result>): Promise<Result> {
    try {
      return await this.#open.run(span, () => work(span));
    } catch (error) {
      fail(span, error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      span.end();
    }
  }
}

export function fail(span: Span, message: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

function contextOf(parent: SpanContext | null): Context {
  return parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}

/** https://www.w3.org/TR/trace-context/#traceparent-header; null for what is none. */
function parseTraceparent(header: string): SpanContext | null {
  const [, traceId = '', spanId = '', flags = ''] =
    /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(header) ?? [];
  const context = { traceId, spanId, traceFlags: parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(context) ? context : null;
}
