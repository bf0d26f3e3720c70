import type { BatchEngine } from '../engine/batch-engine.js';
import { CodedError } from '../errors/coded-error.js';
import type { BlobStore } from '../storage/blobs.js';

/** 64 x 64 pixels, WebP: a yellow disc before a blue sky. */
const probePicture = Buffer.from(
  'UklGRhwBAABXRUJQVlA4IBABAACQBwCdASpAAEAAPtFop08oJqMiKBgKAQAaCWIAt/GN175w0LXeIEBNMoJXd1NRchp2v3o3KQtju94zJmXy2Rbvr5Db' +
    '/AAA/qbb9XZWPmK4ruGCa+Tnv5Tt6irW+iieZH+vfbKm8G61y5RGZtDv+5bxEVidNfu5SizGYtozvV5olPW6pnPkZ+oU6MH/qBEE9pqtWW5qeXBZMiBA' +
    'Hkxhqy6Urn4r31Yxr7+CGV98f/klLPD9oe5ryxH306AGBJUDrxNFrVFlAALJriXZX4NA+LDj0eMeJZdeOdt0Erln6LwyPPOScf/kyT2Q/VydiWmfKWV8' +
    'OAm6gz7aHmgxh052mq557gvBtNn2c8BOydtp4AAAAA==',
  'base64',
);

/**
 * Has the engine caption a small picture of the program's own, past queue and records: nobody asked for it, so nothing counts
 * it.
 *
 * @param seed what captions are drawn from; null where they are searched
 * @throws what the engine throws, or ENGINE_FAILED when no caption comes of it
 */
export async function captionProbePicture(
  engine: BatchEngine,
  blobs: BlobStore,
  seed: number | null,
): Promise<void> {
  const staged = await blobs.stage([probePicture]);
  try {
    const prepared = await engine.prepare(staged.path, null);
    const { hypotheses } = await engine.run([prepared], seed === null ? null : [seed]);
    if ((hypotheses[0] ?? []).length === 0) {
      throw new CodedError(
        'ENGINE_FAILED',
        'The model found no caption for the picture of the health check.',
      );
    }
  } finally {
    await blobs.discard(staged);
  }
}
