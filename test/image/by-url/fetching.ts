import { isIP } from 'node:net';
import { CodedError } from '../../../src/errors/coded-error.js';
import { parseAllowedHosts } from '../../../src/image/by-url/allowed-hosts.js';
import { openPictureUrl, type FetchOptions } from '../../../src/image/by-url/open-picture-url.js';
import type { HostLookup } from '../../../src/image/by-url/resolve-host.js';

/** Fetches a picture whole. */
export async function fetchPicture(url: string, options: FetchOptions = {}): Promise<Buffer> {
  const { body } = await openPictureUrl(url, options);
  return readWhole(body);
}

export async function readWhole(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Fetches from a server of the test, which the operator allowed. */
export function fetchLocal(port: number, path = '/', options: FetchOptions = {}): Promise<Buffer> {
  return fetchPicture(`http://127.0.0.1:${port}${path}`, { allowHosts: allowing(port), ...options });
}

export function allowing(port: number): ReturnType<typeof parseAllowedHosts> {
  return parseAllowedHosts(`127.0.0.1:${port}`);
}

/** The error that ended it; ends the test if none did. */
export async function refusal(work: Promise<unknown>): Promise<CodedError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

/** A name server with these answers; `asked` lists what it was asked. */
export function names(
  answers: Readonly<Record<string, readonly string[]>>,
  asked: string[] = [],
): HostLookup {
  return (host) => {
    asked.push(host);
    const addresses = answers[host];
    if (addresses !== undefined) {
      return Promise.resolve(addresses.map((address) => ({ address, family: isIP(address) })));
    }
    return Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }));
  };
}
