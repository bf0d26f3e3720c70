import type { EngineFacts, EngineHealth } from '../../captions/runtime.js';
import { builder } from '../builder.js';
import { MemoryInfoType } from './memory-info.js';

const descriptions: Readonly<Record<EngineHealth, string>> = {
  STARTING: 'It is loading; requests wait for it.',
  READY: 'It waits for pictures.',
  BUSY: 'A batch is running.',
  DEGRADED: 'It works, but with fewer devices or smaller batches than it was told to.',
  UNAVAILABLE: 'It cannot be had; `reason` says why.',
};

export const EngineStateType = builder.enumType('EngineState', {
  description: 'How an engine is doing.',
  values: Object.fromEntries(
    Object.entries(descriptions).map(([state, description]) => [state, { description }]),
  ) as Record<EngineHealth, { description: string }>,
});

export const EngineType = builder.objectRef<EngineFacts>('Engine').implement({
  description: 'One process that runs the model on one device.',
  fields: (t) => ({
    state: t.expose('state', { type: EngineStateType, description: 'How it is doing.' }),
    device: t.exposeString('device', { description: 'What it runs on.' }),
    pid: t.exposeInt('pid', { nullable: true, description: 'Its process; null while there is none.' }),
    restarts: t.exposeInt('restarts', { description: 'How often its process was lost and replaced.' }),
    memory: t.expose('memory', {
      type: MemoryInfoType,
      nullable: true,
      description: 'Its memory; null while there is no process.',
    }),
  }),
});
