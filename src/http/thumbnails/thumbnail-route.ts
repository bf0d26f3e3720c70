import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CodedError } from '../../errors/coded-error.js';
import type { CaptionService } from '../../graphql/context.js';
import { rowIdOf } from '../../graphql/node-id.js';
import { badThumbnailLink } from '../../messages/about-requests.js';
import { answerError } from '../error-answer.js';
import type { Exchange } from '../exchange.js';
import type { SignedThumbnailLinks } from './signed-links.js';

export const thumbnailPrefix = '/thumbnails/';

/** `/thumbnails/ID?expires=…&signature=…`: a WebP, 403 without a valid signature, 404 where there is no picture. */
export async function answerThumbnail(
  exchange: Exchange,
  captions: Pick<CaptionService, 'thumbnail'>,
  links: SignedThumbnailLinks,
): Promise<void> {
  const { path, query } = exchange;
  const id = decodePathSegment(path.slice(thumbnailPrefix.length));
  if (!links.allows(id, query)) {
    answerError(exchange, new CodedError('FORBIDDEN', badThumbnailLink()));
    return;
  }
  try {
    await sendWebp(exchange, await captions.thumbnail(rowIdOf('Caption', id) ?? 0));
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    answerError(exchange, error);
  }
}

async function sendWebp({ request, response }: Exchange, file: string): Promise<void> {
  const { size } = await stat(file);
  response.writeHead(200, {
    'content-type': 'image/webp',
    'content-length': size,
    'cache-control': 'private, max-age=3600',
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file), response);
}

function decodePathSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
