import { z } from 'zod';
import { checkPath } from './check-path.js';
import { gitBlobDigest, sha256Digest } from './digest.js';
import { fetchJson, unknownShape } from './fetch-json.js';
import type { Hub, HubFile } from './hub.js';
import type { HubConnection } from './hub-connection.js';
import { Patience, patiently, type OnRetry } from './patience.js';

/** One page of `/api/models/ID/tree/REVISION`, as the Python package huggingface_hub reads it. */
const pageSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.int().nonnegative().nullish(),
    /** The git object; of a file in Git LFS that is its pointer. */
    oid: z.string().nullish(),
    lfs: z.object({ oid: z.string(), size: z.int().nonnegative() }).nullish(),
  }),
);

type Entry = z.infer<typeof pageSchema>[number];

/** A model at Hugging Face, or at a mirror of it. */
export function huggingFace(connection: HubConnection, onRetry: OnRetry): Hub {
  const { model, endpoint } = connection.asked;
  // A revision may have slashes: `refs/pr/1`.
  const revision = encodeURIComponent(model.revision);
  const tree = new URL(`api/models/${model.id}/tree/${revision}`, endpoint.url);
  return {
    list: (signal) => listTree(connection, tree, onRetry, signal),
    urlOf: (path) =>
      new URL(
        `${model.id}/resolve/${revision}/${path.split('/').map(encodeURIComponent).join('/')}`,
        endpoint.url,
      ),
  };
}

async function listTree(
  connection: HubConnection,
  tree: URL,
  onRetry: OnRetry,
  signal: AbortSignal,
): Promise<HubFile[]> {
  const files: HubFile[] = [];
  const patience = new Patience(connection.limits, signal, onRetry);
  let cursor: string | null = null;
  for (let page = 0; page < connection.limits.pages; page++) {
    const url = new URL(tree);
    url.searchParams.set('recursive', 'true');
    if (cursor !== null) url.searchParams.set('cursor', cursor);
    const answer = await patiently(patience, () => fetchJson(connection, url, signal));
    const parsed = pageSchema.safeParse(answer.value);
    if (!parsed.success) throw unknownShape(url, parsed.error);
    files.push(...parsed.data.filter(({ type }) => type === 'file').map((entry) => toFile(entry, url)));
    cursor = nextCursor(answer.header('link'), url);
    if (cursor === null) return files;
  }
  throw unknownShape(tree, new Error(`more than ${connection.limits.pages} pages`));
}

function toFile({ path, size, oid, lfs }: Entry, url: URL): HubFile {
  const bytes = lfs?.size ?? size;
  if (bytes == null) throw unknownShape(url);
  return {
    path: checkPath(path, url.host),
    bytes,
    digest: lfs == null ? gitBlobDigest(oid) : sha256Digest(lfs.oid),
  };
}

/**
 * Where the next page begins, from `Link: <…?cursor=…>; rel="next"` (RFC 8288). Nothing else is taken from that URL: a mirror
 * may hand on one that leads to the hub itself.
 */
function nextCursor(link: string | undefined, url: URL): string | null {
  const next = /<([^<>]+)>\s*;\s*rel="?next"?/i.exec(link ?? '')?.[1];
  if (next === undefined || !URL.canParse(next, url.href)) return null;
  return new URL(next, url.href).searchParams.get('cursor');
}
