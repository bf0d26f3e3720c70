import type { RuntimeFacts } from '../../captions/runtime.js';
import { builder } from '../builder.js';
import { PrecisionType } from '../runs/precision.js';
import { DeviceInfoType } from './device-info.js';
import { EngineStateType, EngineType } from './engine.js';
import { MemoryInfoType } from './memory-info.js';

export const RuntimeType = builder.objectRef<RuntimeFacts>('Runtime').implement({
  description: 'What the server runs on at this moment.',
  fields: (t) => ({
    engine: t.expose('engine', {
      type: EngineStateType,
      description: 'The state of the engines of the active profile together.',
    }),
    device: t.exposeString('device', { nullable: true, description: 'Such as `CPU` or the name of a GPU.' }),
    provider: t.exposeString('provider', {
      nullable: true,
      description: 'The execution provider of ONNX Runtime that is really used.',
    }),
    precision: t.expose('precision', {
      type: PrecisionType,
      nullable: true,
      description: 'The number format that is really computed in.',
    }),
    forced: t.exposeBoolean('forced', {
      description: 'Whether CUDA is forced: without it the server does not become ready.',
    }),
    reason: t.string({
      nullable: true,
      description: 'Why the engine is not ready, or not as the profile asks for; null when all is as asked.',
      resolve: ({ reason }, _args, { language }) =>
        typeof reason === 'object' ? (reason?.[language] ?? null) : reason,
    }),
    model: t.exposeString('model', { nullable: true, description: 'Name of the model.' }),
    profile: t.exposeString('profile', { description: 'Name of the active profile.' }),
    engines: t.expose('engines', {
      type: [EngineType],
      description: 'All engine processes, those of profiles in use that are not the active one included.',
    }),
    devices: t.expose('devices', { type: [DeviceInfoType], description: 'The GPUs of the machine.' }),
    memory: t.expose('memory', {
      type: MemoryInfoType,
      nullable: true,
      description: 'Memory of the engines of the active profile together.',
    }),
    uptimeMs: t.exposeFloat('uptimeMs', { description: 'Milliseconds since the server started.' }),
    version: t.exposeString('version', { description: 'Version of the server.' }),
  }),
});
