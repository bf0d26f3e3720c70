import type { IncomingHttpHeaders } from 'node:http';
import type { Exchange } from '../exchange.js';
import type { ContentCoding, PageFile } from './page-files.js';

/** The page loads nothing from elsewhere and has nothing inline; previews of pictures are `blob:`. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends a file of the page: compressed as the browser likes it best, or 304 when the browser has it already. */
export function answerPageFile({ request, response }: Exchange, file: PageFile): void {
  const coding = chosenCoding(request.headers, file);
  const body = (coding === null ? null : file.compressed.get(coding)) ?? file.body;
  // RFC 9110, section 8.8.3.3: representations that differ in coding have different strong validators.
  const entityTag = coding === null ? file.entityTag : `${file.entityTag.slice(0, -1)}-${coding}"`;
  response.setHeader('cache-control', file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('content-security-policy', contentSecurityPolicy);
  response.setHeader('etag', entityTag);
  if (file.compressed.size > 0) response.setHeader('vary', 'accept-encoding');
  if (knows(request.headers, entityTag)) {
    response.writeHead(304).end();
    return;
  }
  if (coding !== null) response.setHeader('content-encoding', coding);
  response.writeHead(200, { 'content-type': file.contentType, 'content-length': body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** RFC 9110, section 12.5.3; null: as it is. */
function chosenCoding(headers: IncomingHttpHeaders, { compressed }: PageFile): ContentCoding | null {
  const accepted = new Map<string, number>();
  for (const item of (headers['accept-encoding'] ?? '').split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    accepted.set(name, quality === undefined ? 1 : Number(quality.slice(2)));
  }
  for (const coding of compressed.keys()) {
    if ((accepted.get(coding) ?? accepted.get('*') ?? 0) > 0) return coding;
  }
  return null;
}

/** RFC 9110, section 13.1.2: compared weakly. */
function knows(headers: IncomingHttpHeaders, entityTag: string): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(entityTag) || known.includes('*');
}
