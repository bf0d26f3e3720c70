import type { MemoryFacts } from '../../captions/runtime.js';
import { builder } from '../builder.js';

export const MemoryInfoType = builder.objectRef<MemoryFacts>('MemoryInfo').implement({
  description: 'Memory of an engine: of its process on the CPU, of its GPU on CUDA.',
  fields: (t) => ({
    allocatedMiB: t.exposeFloat('allocatedMiB', { nullable: true, description: 'Held now, in MiB.' }),
    reservedMiB: t.exposeFloat('reservedMiB', {
      nullable: true,
      description: 'The most that was held so far and is kept for the next run, in MiB.',
    }),
    totalMiB: t.exposeFloat('totalMiB', { nullable: true, description: 'What the device has, in MiB.' }),
    limitMiB: t.exposeFloat('limitMiB', {
      nullable: true,
      description: '`memoryLimitMiB` of the profile; null when it has none.',
    }),
    usage: t.exposeFloat('usage', {
      nullable: true,
      description: 'What is held as a share of the limit, or of what the device has.',
    }),
  }),
});
