import { describeParameter } from '../../profiles/parameter-meanings.js';
import type { ProfileRow } from '../../storage/profile-records.js';
import { builder } from '../builder.js';
import { parseRowId } from '../node-id.js';
import { PrecisionType } from '../runs/precision.js';
import '../scalars/date-time.js';
import { DecodingType } from './decoding.js';
import { DeviceType } from './device.js';

export const ProfileType = builder.loadableNodeRef('Profile', {
  id: { resolve: (profile: ProfileRow) => profile.id, parse: (id) => parseRowId(id) ?? 0 },
  load: (ids: number[], { profileRecords }) => profileRecords.byIds(ids),
  toKey: (profile) => profile.id,
  sort: true,
});

ProfileType.implement({
  description:
    'A named set of parameters, as they are served: what the command line or the environment of the server sets for every profile stands here too.',
  fields: (t) => ({
    name: t.exposeString('name', { description: describeParameter('name') }),
    builtIn: t.exposeBoolean('builtIn', { description: 'Whether it came with the program.' }),
    active: t.exposeBoolean('active', { description: 'Whether requests that name no profile use it.' }),
    model: t.exposeString('model', { description: describeParameter('model') }),
    device: t.expose('device', { type: DeviceType, description: describeParameter('device') }),
    deviceIds: t.exposeIntList('deviceIds', { description: describeParameter('deviceIds') }),
    forceCuda: t.exposeBoolean('forceCuda', { description: describeParameter('forceCuda') }),
    batchSize: t.exposeInt('batchSize', { description: describeParameter('batchSize') }),
    maxBatchDelayMs: t.exposeInt('maxBatchDelayMs', { description: describeParameter('maxBatchDelayMs') }),
    maxImageSize: t.exposeInt('maxImageSize', {
      nullable: true,
      description: describeParameter('maxImageSize'),
    }),
    precision: t.expose('precision', { type: PrecisionType, description: describeParameter('precision') }),
    memoryLimitMiB: t.exposeInt('memoryLimitMiB', {
      nullable: true,
      description: describeParameter('memoryLimitMiB'),
    }),
    memoryHeadroom: t.exposeFloat('memoryHeadroom', { description: describeParameter('memoryHeadroom') }),
    lowMemory: t.exposeBoolean('lowMemory', { description: describeParameter('lowMemory') }),
    decoding: t.expose('decoding', { type: DecodingType, description: describeParameter('decoding') }),
    beamSize: t.exposeInt('beamSize', { nullable: true, description: describeParameter('beamSize') }),
    maxTokens: t.exposeInt('maxTokens', { nullable: true, description: describeParameter('maxTokens') }),
    minTokens: t.exposeInt('minTokens', { nullable: true, description: describeParameter('minTokens') }),
    noRepeatNgramSize: t.exposeInt('noRepeatNgramSize', {
      nullable: true,
      description: describeParameter('noRepeatNgramSize'),
    }),
    lengthPenalty: t.exposeFloat('lengthPenalty', {
      nullable: true,
      description: describeParameter('lengthPenalty'),
    }),
    temperature: t.exposeFloat('temperature', {
      nullable: true,
      description: describeParameter('temperature'),
    }),
    topK: t.exposeInt('topK', { description: describeParameter('topK') }),
    topP: t.exposeFloat('topP', { description: describeParameter('topP') }),
    seed: t.exposeInt('seed', { nullable: true, description: describeParameter('seed') }),
    deterministic: t.exposeBoolean('deterministic', { description: describeParameter('deterministic') }),
    maxRetries: t.exposeInt('maxRetries', { description: describeParameter('maxRetries') }),
    retryDelayMs: t.exposeInt('retryDelayMs', { description: describeParameter('retryDelayMs') }),
    timeoutMs: t.exposeInt('timeoutMs', { description: describeParameter('timeoutMs') }),
    queueSize: t.exposeInt('queueSize', { description: describeParameter('queueSize') }),
    monitoring: t.exposeBoolean('monitoring', { description: describeParameter('monitoring') }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
});
