import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ThumbnailLinks } from '../../graphql/context.js';
import { encodeNodeId } from '../../graphql/node-id.js';

const validSeconds = 3600;

/** Links to thumbnails, signed with HMAC-SHA256 and valid for one hour. Whoever has one needs no other right. */
export class SignedThumbnailLinks implements ThumbnailLinks {
  constructor(
    private readonly secret: Buffer,
    private readonly now: () => number,
  ) {}

  linkTo(captionId: number): string {
    const id = encodeNodeId('Caption', captionId);
    const expires = (Math.floor(this.now() / 1000) + validSeconds).toString();
    const query = new URLSearchParams({ expires, signature: this.#sign(id, expires).toString('base64url') });
    return `/thumbnails/${encodeURIComponent(id)}?${query.toString()}`;
  }

  /** Whether a link to this id was made here and is still valid. */
  allows(id: string, query: URLSearchParams): boolean {
    const expires = query.get('expires') ?? '';
    const given = Buffer.from(query.get('signature') ?? '', 'base64url');
    const expected = this.#sign(id, expires);
    const genuine = given.length === expected.length && timingSafeEqual(given, expected);
    return genuine && this.now() < Number(expires) * 1000;
  }

  #sign(id: string, expires: string): Buffer {
    return createHmac('sha256', this.secret).update(`thumbnail\n${id}\n${expires}`).digest();
  }
}
