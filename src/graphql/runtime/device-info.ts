import type { RuntimeFacts } from '../../captions/runtime.js';
import { builder } from '../builder.js';

export const DeviceInfoType = builder.objectRef<RuntimeFacts['devices'][number]>('DeviceInfo').implement({
  description: 'A GPU of this machine. What its driver does not tell is null.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its number among the GPUs of the machine.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    driver: t.exposeString('driver', { nullable: true, description: 'Version of its driver.' }),
    computeCapability: t.exposeString('computeCapability', {
      nullable: true,
      description: 'What its hardware can do, such as `9.0`.',
    }),
    memoryTotalMiB: t.int({
      nullable: true,
      description: 'Its memory, in MiB.',
      resolve: ({ memoryTotalMiB }) => rounded(memoryTotalMiB),
    }),
    memoryUsedMiB: t.int({
      nullable: true,
      description: 'How much of it is in use by anybody, in MiB.',
      resolve: ({ memoryUsedMiB }) => rounded(memoryUsedMiB),
    }),
    utilization: t.exposeFloat('utilization', {
      nullable: true,
      description: 'The share of time that it was busy lately, 0 to 1.',
    }),
    temperatureC: t.exposeFloat('temperatureC', {
      nullable: true,
      description: 'Its temperature, in degrees Celsius.',
    }),
    usedByEngineMiB: t.int({
      nullable: true,
      description:
        'How much of its memory the engines of this server use, in MiB. Null where containers hide it.',
      resolve: ({ usedByEngineMiB }) => rounded(usedByEngineMiB),
    }),
  }),
});

function rounded(mebibytes: number | null): number | null {
  return mebibytes === null ? null : Math.round(mebibytes);
}
