import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { ask } from '../http/upload-client.js';
import { CaptionDocument, CaptionImageDocument, DeleteCaptionDocument } from './generated/graphql.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

async function captionOf(content: string): Promise<string> {
  const image = { base64: Buffer.from(content).toString('base64') };
  const { data } = await ask(server.origin, CaptionImageDocument, { image });
  const result = data!.captionImage;
  if (result.__typename !== 'Caption') throw new Error(result.__typename);
  return result.id;
}

describe('deleteCaption', () => {
  it('deletes a caption and its picture, once', async () => {
    const id = await captionOf('a picture');
    const other = await captionOf('another picture');
    const [row] = await server.database.caption.findMany({ orderBy: { id: 'asc' } });
    const deleted = await ask(server.origin, DeleteCaptionDocument, { id });
    expect(deleted.data).toEqual({ deleteCaption: true });
    expect((await ask(server.origin, CaptionDocument, { id })).data).toEqual({ caption: null });
    expect((await ask(server.origin, CaptionDocument, { id: other })).data?.caption).toMatchObject({
      id: other,
    });
    expect(await server.blobs.has(row!.imageSha256!)).toBe(false);
    const again = await ask(server.origin, DeleteCaptionDocument, { id });
    expect(again.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('finds nothing by an id that is malformed or of something else', async () => {
    const id = await captionOf('a picture');
    const [, row] = Buffer.from(id, 'base64').toString().split(':');
    for (const wrong of ['nonsense', Buffer.from(`CaptionJob:${row!}`).toString('base64')]) {
      const { errors } = await ask(server.origin, DeleteCaptionDocument, { id: wrong });
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    expect((await ask(server.origin, CaptionDocument, { id })).data?.caption).not.toBeNull();
  });

  it('says in the language of the client that a caption has not ended', async () => {
    const source = { kind: 'base64', base64: 'AAAA' } as const;
    const job = await server.jobs.accept({ sources: [source], options: {}, idempotencyKey: null });
    const [row] = await server.database.caption.findMany({ where: { jobId: job.id } });
    const id = Buffer.from(`Caption:${row!.id}`).toString('base64');
    const headers = { 'content-type': 'application/json', 'accept-language': 'zh' };
    const { errors } = await ask(server.origin, DeleteCaptionDocument, { id }, [], { headers });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('尚未结束') as string, extensions: { code: 'INVALID_INPUT' } },
    ]);
  });
});
