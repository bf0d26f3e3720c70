import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { BuiltServer } from '../acceptance/built-server.js';
import { CaptionClient } from '../acceptance/caption-client.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { openBrowser } from './browser.js';
import { writePhotos } from './sample-photos.js';

/** A browser and the server that it looks at, with a folder for pictures. */
export class PageServer {
  private constructor(
    readonly browser: Browser,
    readonly directory: string,
    private server: BuiltServer,
  ) {}

  static async start(...options: string[]): Promise<PageServer> {
    const directory = await temporaryDirectory();
    const started = BuiltServer.start(join(directory, 'data'), ...options);
    const [browser, server] = await Promise.all([openBrowser(), started]);
    return new PageServer(browser, directory, await server.ready());
  }

  get url(): string {
    return this.server.url;
  }

  /** Of the engine that was ready last, as the server logs it. */
  get enginePid(): number {
    const engines = [...this.server.log.join('').matchAll(/"engine":(\d+)/g)].map(([, pid]) => Number(pid));
    const last = engines.at(-1);
    if (last === undefined) throw new Error('No engine was ready.');
    return last;
  }

  /** @returns their paths; the seed is a part of their names */
  photos(count: number, seed: number): Promise<readonly string[]> {
    return writePhotos(join(this.directory, `photos-${seed}`), count, seed);
  }

  /** The captions that the server has, by the names of the files. */
  async captions(): Promise<ReadonlyMap<string, string | null>> {
    const found = new Map<string, string | null>();
    for (let after: string | null = null, more = true; more;) {
      const { edges, pageInfo } = await this.#captionsAfter(after);
      for (const { node } of edges) found.set(node.image.name ?? '', node.text);
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    return found;
  }

  /** How many captions the server has, those of the same name counted each. */
  async captionCount(): Promise<number> {
    return (await this.#captionsAfter(null)).totalCount;
  }

  /** Kills the server and starts it again where it was. */
  async restart(): Promise<void> {
    const { port } = new URL(this.url);
    await this.server.stop('SIGKILL');
    this.server = await BuiltServer.start(join(this.directory, 'data'), '--port', port);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop('SIGTERM');
    await rm(this.directory, { recursive: true, force: true });
  }

  async #captionsAfter(after: string | null): Promise<CaptionsAnswer['captions']> {
    const query = `query ($after: String) {
      captions(first: 100, after: $after) { totalCount edges { node { text image { name } } } pageInfo { hasNextPage endCursor } }
    }`;
    const { data } = await new CaptionClient(this.url).query<CaptionsAnswer>(query, { after });
    if (data == null) throw new Error('The server did not answer.');
    return data.captions;
  }
}

interface CaptionsAnswer {
  readonly captions: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly node: { readonly text: string | null; readonly image: { readonly name: string | null } };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
