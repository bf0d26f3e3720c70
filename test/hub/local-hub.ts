import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedModelDirectory } from '../../src/config/paths.js';
import type { HubKind } from '../../src/hub/hub-model.js';

export type Files = ReadonlyMap<string, Buffer>;

/** What a request asks for: the listing, or a file of the repository. */
export interface Seen {
  readonly file: string | null;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
}

/** Answers a request itself, or returns false to have it answered as usual. */
export type Intercept = (seen: Seen, response: ServerResponse) => boolean;

const id = 'damo/ofa-mini-en';

/** The embedded model, and a file that no client needs. */
export async function embeddedFiles(): Promise<Map<string, Buffer>> {
  const names = (await readdir(embeddedModelDirectory)).filter(
    (name) => name !== 'SHA256SUMS' && name !== 'calibration.json',
  );
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(embeddedModelDirectory, name))] as const),
  );
  return new Map([...files, ['modeling_ofa.py', Buffer.from('raise SystemExit')]]);
}

/** A hub on the loopback interface that publishes one model, as ModelScope or Hugging Face would. */
export class LocalHub {
  readonly seen: Seen[] = [];
  intercept: Intercept = () => false;
  /** Listed instead of the real digests. */
  digests = new Map<string, string>();
  etag = (path: string): string => `"${sha256(this.files.get(path) ?? Buffer.alloc(0)).slice(0, 16)}"`;
  ranges = true;

  private constructor(
    readonly kind: HubKind,
    readonly files: Map<string, Buffer>,
    private readonly server: Server,
    private readonly scheme: 'http' | 'https',
  ) {}

  /** @param tls key and certificate, for a hub that is asked by https */
  static async start(
    kind: HubKind,
    files: Files,
    tls: { readonly key: string; readonly cert: string } | null = null,
  ): Promise<LocalHub> {
    const server: Server = tls === null ? createServer() : createSecureServer(tls);
    const hub = new LocalHub(kind, new Map(files), server, tls === null ? 'http' : 'https');
    server.on('request', (request, response) => {
      hub.#answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return hub;
  }

  readonly id = id;

  get url(): string {
    return `${this.scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Requests for a file. */
  asked(file: string): Seen[] {
    return this.seen.filter((seen) => seen.file === file);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Sends a file, or the range of it that is asked for. */
  send({ file, headers }: Pick<Seen, 'file' | 'headers'>, response: ServerResponse): void {
    const bytes = this.files.get(file ?? '');
    if (file === null || bytes === undefined) {
      response.writeHead(404).end();
      return;
    }
    const etag = this.etag(file);
    const start = startOf(headers.range);
    const fits = headers['if-range'] === undefined || headers['if-range'] === etag;
    if (start === 0 || !this.ranges || !fits) {
      response.writeHead(200, { etag, 'content-length': bytes.length }).end(bytes);
      return;
    }
    if (start >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
    response.writeHead(206, { etag, 'content-range': range, 'content-length': bytes.length - start });
    response.end(bytes.subarray(start));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const seen = {
      file: this.#fileOf(request.url ?? ''),
      target: request.url ?? '',
      headers: request.headers,
    };
    this.seen.push(seen);
    if (this.intercept(seen, response)) return;
    if (seen.file !== null) {
      this.send(seen, response);
      return;
    }
    const known = this.kind === 'modelscope' ? `/api/v1/models/${id}/repo/files?` : `/api/models/${id}/tree/`;
    if (seen.target.startsWith(known)) this.#list(response);
    else
      response
        .writeHead(404, { 'content-type': 'application/json' })
        .end('{"Code":10010205001,"Message":"no"}');
  }

  #fileOf(target: string): string | null {
    const url = new URL(target, 'http://hub');
    if (this.kind === 'modelscope') return url.searchParams.get('FilePath');
    const path = /\/resolve\/[^/]+\/(.+)$/.exec(url.pathname)?.[1];
    return path === undefined ? null : decodeURIComponent(path);
  }

  #list(response: ServerResponse): void {
    const entries = [...this.files].map(([path, bytes]) =>
      this.kind === 'modelscope' ? this.#modelScopeEntry(path, bytes) : this.#huggingFaceEntry(path, bytes),
    );
    const folder =
      this.kind === 'modelscope'
        ? { Path: 'assets', Name: 'assets', Type: 'tree', Size: 0, Sha256: '' }
        : { type: 'directory', path: 'assets', oid: '0'.repeat(40), size: 0 };
    const all = [folder, ...entries];
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(this.kind === 'modelscope' ? { Code: 200, Data: { Files: all }, Success: true } : all),
    );
  }

  #modelScopeEntry(path: string, bytes: Buffer): object {
    return {
      ...{ Path: path, Name: path, Type: 'blob', Size: bytes.length },
      Sha256: this.digests.get(path) ?? sha256(bytes),
    };
  }

  /** Large files lie in Git LFS: their git object is a pointer. */
  #huggingFaceEntry(path: string, bytes: Buffer): object {
    const entry = { type: 'file', path, size: bytes.length };
    if (bytes.length < 2 ** 20) return { ...entry, oid: this.digests.get(path) ?? gitBlob(bytes) };
    const lfs = { oid: this.digests.get(path) ?? sha256(bytes), size: bytes.length, pointerSize: 133 };
    return { ...entry, oid: '1'.repeat(40), lfs };
  }
}

/** Where the range of a request begins. */
export function startOf(range: string | undefined): number {
  return Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function gitBlob(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
