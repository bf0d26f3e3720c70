import { describeParameter } from '../../profiles/parameter-meanings.js';
import { builder } from '../builder.js';
import { PrecisionType } from '../runs/precision.js';
import { DecodingType } from './decoding.js';
import { DeviceType } from './device.js';

export const ProfileInputType = builder.inputType('ProfileInput', {
  description:
    'Parameters of a profile. In a new profile absent ones are as in `auto`; in an existing one they stay as they are.',
  fields: (t) => ({
    name: t.string({ description: describeParameter('name') }),
    model: t.string({ description: describeParameter('model') }),
    device: t.field({ type: DeviceType, description: describeParameter('device') }),
    deviceIds: t.intList({ description: describeParameter('deviceIds') }),
    forceCuda: t.boolean({ description: describeParameter('forceCuda') }),
    batchSize: t.int({ description: describeParameter('batchSize') }),
    maxBatchDelayMs: t.int({ description: describeParameter('maxBatchDelayMs') }),
    maxImageSize: t.int({ description: describeParameter('maxImageSize') }),
    precision: t.field({ type: PrecisionType, description: describeParameter('precision') }),
    memoryLimitMiB: t.int({ description: describeParameter('memoryLimitMiB') }),
    memoryHeadroom: t.float({ description: describeParameter('memoryHeadroom') }),
    lowMemory: t.boolean({ description: describeParameter('lowMemory') }),
    decoding: t.field({ type: DecodingType, description: describeParameter('decoding') }),
    beamSize: t.int({ description: describeParameter('beamSize') }),
    maxTokens: t.int({ description: describeParameter('maxTokens') }),
    minTokens: t.int({ description: describeParameter('minTokens') }),
    noRepeatNgramSize: t.int({ description: describeParameter('noRepeatNgramSize') }),
    lengthPenalty: t.float({ description: describeParameter('lengthPenalty') }),
    temperature: t.float({ description: describeParameter('temperature') }),
    topK: t.int({ description: describeParameter('topK') }),
    topP: t.float({ description: describeParameter('topP') }),
    seed: t.int({ description: describeParameter('seed') }),
    deterministic: t.boolean({ description: describeParameter('deterministic') }),
    maxRetries: t.int({ description: describeParameter('maxRetries') }),
    retryDelayMs: t.int({ description: describeParameter('retryDelayMs') }),
    timeoutMs: t.int({ description: describeParameter('timeoutMs') }),
    queueSize: t.int({ description: describeParameter('queueSize') }),
    monitoring: t.boolean({ description: describeParameter('monitoring') }),
  }),
});
