import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaptionDocument, CaptionImageDocument } from '../graphql/generated/graphql.js';
import { startTestServer, type TestServer } from './test-server.js';
import { ask } from './upload-client.js';

let server: TestServer;
let png: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  server = await startTestServer();
  png = new Uint8Array(
    await sharp({ create: { width: 8, height: 6, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  );
});
afterAll(() => server.stop());

describe('captioning over HTTP', () => {
  it('captions an upload and finds the caption again', async () => {
    const answer = await ask(server.origin, CaptionImageDocument, { image: { upload: null } }, [
      { path: 'image.upload', name: '海边 été.png', bytes: png },
    ]);
    expect(answer.errors).toEqual([]);
    const caption = answer.data?.captionImage;
    if (caption?.__typename !== 'Caption') throw new Error(JSON.stringify(caption));
    expect(caption).toMatchObject({
      status: 'SUCCEEDED',
      text: 'a scripted caption',
      image: { name: '海边 été.png', bytes: png.length, format: 'png' },
      model: { name: 'scripted' },
      profile: { name: 'auto' },
      error: null,
      timings: { queueMs: 1, preprocessMs: 2, inferenceMs: 3, totalMs: 6 },
      run: { batchSize: 1 },
    });
    const again = await ask(server.origin, CaptionDocument, { id: caption.id });
    expect(again.data?.caption).toMatchObject({ id: caption.id, text: 'a scripted caption' });
    expect(await server.incoming()).toEqual([]);
  });
});
