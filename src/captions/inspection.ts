import { toCodedError, type CodedError } from '../errors/coded-error.js';
import { ImageError } from '../errors/image-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { PictureHeader } from '../image/header.js';
import { refusalOf } from '../image/refusal.js';
import { notBase64 } from '../messages/about-options.js';
import type { BlobStore, StagedPicture } from '../storage/blobs.js';
import type { ImageFacts } from '../storage/caption-records.js';
import type { PictureSource } from './caption-request.js';

/** Of one picture, whatever way it came; uploads are cut off there while they are read. */
export const maxPictureBytes = 50_000_000;

/** Reads a picture's header where libvips may meet strangers' bytes: in the engine's process. */
export interface HeaderReader {
  readHeader(path: string): Promise<PictureHeader>;
}

/** A picture that has been looked at: kept when `error` is null, else gone again. */
export interface InspectedPicture {
  readonly facts: ImageFacts;
  readonly error: CodedError | null;
}

export interface ArrivedPicture {
  readonly name: string | null;
  /** Where it was fetched from. */
  readonly url: string | null;
  readonly staged: StagedPicture;
}

/** Opens a picture on another server; the way `openPictureUrl` does. */
export type PictureFetcher = (url: string, signal: AbortSignal) => Promise<FetchedPicture>;

export interface FetchedPicture {
  readonly name: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Has the bytes of any source on disk, hashed. @throws InvalidInputError when base64 is not base64, UrlError */
export async function receive(
  source: PictureSource,
  blobs: BlobStore,
  fetchPicture: PictureFetcher,
  signal: AbortSignal,
): Promise<ArrivedPicture> {
  switch (source.kind) {
    case 'upload':
      return { ...source.picture, url: null };
    case 'base64':
      return { name: null, url: null, staged: await blobs.stage([decodeBase64(source.base64)]) };
    case 'url': {
      const { name, body } = await fetchPicture(source.url, signal);
      return { name, url: source.url, staged: await blobs.stage(body) };
    }
  }
}

/** Finds out what arrived and keeps it, unless it cannot be captioned. */
export async function inspect(
  { name, url, staged }: ArrivedPicture,
  blobs: BlobStore,
  headers: HeaderReader,
  signal: AbortSignal,
): Promise<InspectedPicture> {
  const facts: ImageFacts = {
    name,
    url,
    sha256: staged.sha256,
    bytes: staged.bytes,
    width: null,
    height: null,
    format: null,
  };
  try {
    if (staged.bytes > maxPictureBytes) throw tooManyBytes(staged.bytes);
    const refusal = refusalOf(staged.bytes, staged.head);
    if (refusal !== undefined) throw refusal;
    const { width, height, format } = await abortable(headers.readHeader(staged.path), signal);
    await blobs.keep(staged);
    return { facts: { ...facts, width, height, format }, error: null };
  } catch (error) {
    await blobs.discard(staged);
    return { facts, error: toCodedError(error) };
  }
}

function tooManyBytes(bytes: number): ImageError {
  const megabytes = (count: number): string => (count / 1e6).toFixed(1);
  return new ImageError(
    'IMAGE_TOO_LARGE',
    `The picture has ${megabytes(bytes)} MB; at most ${megabytes(maxPictureBytes)} MB are taken. Save it smaller.`,
  );
}

/** Also takes what browsers make of a file: a data URL. */
function decodeBase64(text: string): Buffer {
  const comma = text.startsWith('data:') ? text.indexOf(',') : -1;
  const digits = text.slice(comma + 1).replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/\-_]*={0,2}$/.test(digits)) {
    throw new InvalidInputError(notBase64(), ['image', 'base64']);
  }
  return Buffer.from(digits, 'base64');
}

function abortable<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(toCodedError(signal.reason));
    };
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
