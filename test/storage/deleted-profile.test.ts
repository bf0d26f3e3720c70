import { expect, it } from 'vitest';
import { autoProfile } from '../../src/profiles/built-in.js';
import { newCaption, openStorage } from './open-storage.js';

it('a caption of a profile that is deleted while the picture arrives is stored without it', async () => {
  const storage = await openStorage();
  const { id: gone } = await storage.profiles.create({
    ...autoProfile('ofa-mini-en', { kind: 'CPU' }),
    name: 'gone',
    builtIn: false,
  });
  const caption = { ...newCaption(storage, 'a.png'), profileId: gone };
  await storage.profiles.delete(gone);
  const accepted = await storage.changes.accept(caption);
  expect(accepted).toMatchObject({ status: 'QUEUED', profileId: null });
  const error = { code: 'BAD_IMAGE', message: 'no picture' } as const;
  const failed = await storage.changes.acceptFailed(caption, error, new Date());
  expect(failed).toMatchObject({ status: 'FAILED', profileId: null });
  const job = await storage.changes.acceptJob(
    { idempotencyKey: null, requestHash: 'hash', createdAt: new Date() },
    [caption, caption],
  );
  const ofJob = await storage.database.caption.findMany({ where: { jobId: job.id } });
  expect(ofJob.map(({ profileId }) => profileId)).toEqual([null, null]);
  expect(await storage.database.captionJob.count()).toBe(1);
});
