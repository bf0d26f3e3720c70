import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError } from '../../errors/coded-error.js';
import { ImageError } from '../../errors/image-error.js';
import { requestTooLarge } from '../../messages/about-requests.js';
import type { HttpLimits } from '../http-limits.js';
import type { ReceivingShare } from './receiving-budget.js';

/** The body of one request, read within the limits. */
export class RequestBody {
  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly limits: HttpLimits,
    private readonly share: ReceivingShare,
  ) {}

  /**
   * The bytes as they arrive; a body that is announced too large is not read at all. However the reading ends, the
   * connection stays open for the answer.
   *
   * @throws ImageError IMAGE_TOO_LARGE beyond the limit for a request
   * @throws QueueFullError beyond the limit for all requests together
   * @throws CodedError CANCELED when the client breaks off
   */
  async *chunks(): AsyncGenerator<Buffer> {
    const announced = Number(this.request.headers['content-length'] ?? 0);
    this.#checkSize(announced);
    this.share.check(announced);
    this.#invite();
    this.request.setTimeout(this.limits.stallMs);
    let received = 0;
    try {
      for await (const chunk of this.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        received += chunk.byteLength;
        this.#checkSize(received);
        this.share.take(chunk.byteLength);
        yield chunk;
      }
    } catch (error) {
      // At once, not when the answer is out: until then every other request would find no room either.
      this.share.release();
      if (error instanceof CodedError) throw error;
      throw new CodedError('CANCELED', 'The request broke off.', { cause: error });
    } finally {
      this.request.setTimeout(0);
    }
  }

  #checkSize(bytes: number): void {
    const { requestBytes } = this.limits;
    if (bytes <= requestBytes) return;
    throw new ImageError('IMAGE_TOO_LARGE', requestTooLarge(requestBytes));
  }

  /** Tells a client that waits for it (RFC 9110, section 10.1.1) to send the body. */
  #invite(): void {
    if (!awaitsInvitation(this.request)) return;
    this.response.writeContinue();
    this.response.shouldKeepAlive = true;
  }
}

/** Whether the client holds the body back until it is told that it is wanted. */
export function awaitsInvitation(request: IncomingMessage): boolean {
  return request.headers.expect?.toLowerCase() === '100-continue';
}
