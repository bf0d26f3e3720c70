import { z } from 'zod';
import { HubError } from '../errors/hub-error.js';
import { checkPath } from './check-path.js';
import { sha256Digest } from './digest.js';
import { fetchJson, unknownShape } from './fetch-json.js';
import type { Hub, HubFile } from './hub.js';
import type { HubConnection } from './hub-connection.js';
import { Patience, patiently, type OnRetry } from './patience.js';

/** `/api/v1/models/ID/repo/files`, as the Python packages modelscope and modelscope_hub read it. */
const listingSchema = z.object({
  Code: z.number(),
  Message: z.string().nullish(),
  Data: z
    .object({
      Files: z
        .array(
          z.object({
            Path: z.string(),
            /** `tree` for folders. */
            Type: z.string(),
            Size: z.int().nonnegative(),
            Sha256: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

/** A model at ModelScope, or at a mirror of it. */
export function modelScope(connection: HubConnection, onRetry: OnRetry): Hub {
  const { model, endpoint } = connection.asked;
  const revision = encodeURIComponent(model.revision);
  const base = `api/v1/models/${model.id}/repo`;
  return {
    list: (signal) =>
      listFiles(
        connection,
        new URL(`${base}/files?Revision=${revision}&Recursive=true`, endpoint.url),
        onRetry,
        signal,
      ),
    urlOf: (path) =>
      new URL(`${base}?Revision=${revision}&FilePath=${encodeURIComponent(path)}`, endpoint.url),
  };
}

async function listFiles(
  connection: HubConnection,
  url: URL,
  onRetry: OnRetry,
  signal: AbortSignal,
): Promise<HubFile[]> {
  const patience = new Patience(connection.limits, signal, onRetry);
  const { value } = await patiently(patience, () => fetchJson(connection, url, signal));
  const parsed = listingSchema.safeParse(value);
  if (!parsed.success) throw unknownShape(url, parsed.error);
  const { Code: code, Message: message, Data: data } = parsed.data;
  if (code !== 200) {
    // A stranger's text, for a terminal.
    const said = (message ?? '').slice(0, 200).replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
    throw new HubError(
      'NOT_FOUND',
      `${url.host} does not list ${connection.asked.model.id} (${code}: ${said}). Check the id and the revision.`,
    );
  }
  return (data?.Files ?? [])
    .filter(({ Type: type }) => type === 'blob')
    .map(({ Path: path, Size: bytes, Sha256: sha256 }) => ({
      path: checkPath(path, url.host),
      bytes,
      digest: sha256Digest(sha256),
    }));
}
