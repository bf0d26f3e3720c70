import { describe, expect, it } from 'vitest';
import { findContradiction } from '../../src/profiles/contradiction.js';
import {
  parameterNames,
  parameterRules,
  type ProfileParameters,
} from '../../src/profiles/parameter-rules.js';
import { withChanges } from '../../src/profiles/profile-parameters.js';
import { changesFrom, draftOf, readDraft } from '../../src/web/admin/profiles/draft.js';
import { parameterGroups, parameters, type ParameterName } from '../../src/web/admin/profiles/parameters.js';
import { findContradiction as findOnPage } from '../../src/web/admin/profiles/profile-values.js';

const values: ProfileParameters = {
  name: 'mine',
  model: 'a model',
  device: 'AUTO',
  deviceIds: [],
  forceCuda: false,
  batchSize: 8,
  maxBatchDelayMs: 10,
  maxImageSize: null,
  precision: 'FP32',
  memoryLimitMiB: null,
  memoryHeadroom: 0.1,
  lowMemory: false,
  decoding: 'BEAM',
  beamSize: null,
  maxTokens: null,
  minTokens: null,
  noRepeatNgramSize: null,
  lengthPenalty: null,
  temperature: null,
  topK: 0,
  topP: 1,
  seed: null,
  deterministic: false,
  maxRetries: 3,
  retryDelayMs: 1000,
  timeoutMs: 30_000,
  queueSize: 64,
  monitoring: true,
};

const draft = draftOf(values);

describe('the form of a profile', () => {
  it('has every parameter of the server once, with its rule', () => {
    expect(parameters).toEqual(parameterRules);
    expect(Object.values(parameterGroups).flat().sort()).toEqual([...parameterNames].sort());
  });

  it('finds the contradictions that the server finds, in its words', () => {
    let found = 0;
    for (const device of ['AUTO', 'CPU', 'CUDA'] as const) {
      for (const precision of ['FP32', 'FP16', 'BF16', 'INT8'] as const) {
        for (const forceCuda of [false, true]) {
          for (const deviceIds of [[], [0]]) {
            for (const [decoding, topK, topP] of [
              ['BEAM', 0, 1],
              ['BEAM', 5, 1],
              ['BEAM', 0, 0.5],
              ['SAMPLE', 5, 0.5],
            ] as const) {
              const tried = { ...values, device, precision, forceCuda, deviceIds, decoding, topK, topP };
              const expected = findContradiction(tried);
              expect(findOnPage(tried)).toEqual(
                expected === null ? null : { parameter: expected.parameter, wording: expected.wording },
              );
              if (expected !== null) found++;
            }
          }
        }
      }
    }
    expect(found).toBeGreaterThan(100);
  });

  it.each([
    ['batchSize', '0'],
    ['batchSize', '257'],
    ['batchSize', '2.5'],
    ['memoryHeadroom', '0.51'],
    ['temperature', '0'],
    ['deviceIds', '0, 0'],
    ['deviceIds', '64'],
    ['name', '-mine'],
    ['name', 'x'.repeat(65)],
  ] as const)('refuses %s %s with the words of the server', (name, text) => {
    const { problems, values: read } = readDraft({ ...draft, [name]: text });
    expect(read).toBeNull();
    const value = name === 'deviceIds' ? text.split(', ').map(Number) : name === 'name' ? text : Number(text);
    expect(() => withChanges(values, { [name]: value })).toThrow(problems[name]?.en ?? 'no problem');
  });

  it.each([
    ['batchSize', ''],
    ['timeoutMs', 'soon'],
    ['seed', '1e400'],
  ] as const)('refuses what is no number: %s %j', (name, text) => {
    expect(Object.keys(readDraft({ ...draft, [name]: text }).problems)).toEqual([name]);
  });

  it('takes an empty field for null where null is a value', () => {
    const filled = draftOf({ ...values, seed: 7, maxImageSize: 512 });
    expect(readDraft({ ...filled, seed: '', maxImageSize: ' ' }).values).toMatchObject({
      seed: null,
      maxImageSize: null,
    });
  });

  it('sends what was changed and nothing else', () => {
    const read = readDraft({ ...draft, deviceIds: '3, 1', batchSize: '16', maxRetries: '3' }).values;
    expect(read === null ? null : changesFrom(values, read)).toEqual({ deviceIds: [1, 3], batchSize: 16 });
  });

  it('refuses fewest tokens above most tokens', () => {
    const { problems } = readDraft({ ...draft, minTokens: '9', maxTokens: '8' });
    expect(Object.keys(problems) as ParameterName[]).toEqual(['minTokens']);
  });
});
