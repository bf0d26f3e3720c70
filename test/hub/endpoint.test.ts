import { expect, test } from 'vitest';
import { endpointOf } from '../../src/hub/endpoint.js';
import { findHubModel, isTuned, knownModels } from '../../src/hub/known-models.js';
import { hubKinds } from '../../src/hub/hub-model.js';
import { retryAfterMs } from '../../src/hub/retry-after.js';

test('the mirror comes before the variables of the hub’s own client, and those before the hub', () => {
  const url = (...args: Parameters<typeof endpointOf>): string => endpointOf(...args).url.href;
  expect(url('huggingface', undefined, {})).toBe('https://huggingface.co/');
  expect(url('modelscope', undefined, { MODELSCOPE_DOMAIN: '' })).toBe('https://modelscope.cn/');
  expect(url('modelscope', undefined, { MODELSCOPE_DOMAIN: 'www.modelscope.ai' })).toBe(
    'https://www.modelscope.ai/',
  );
  expect(url('huggingface', undefined, { HF_ENDPOINT: 'https://mirror.example/hf/' })).toBe(
    'https://mirror.example/hf/',
  );
  expect(url('huggingface', 'http://other.example/a', { HF_ENDPOINT: 'https://mirror.example' })).toBe(
    'http://other.example/a/',
  );
});

test.each(['mirror.example', 'ftp://mirror.example', 'https://user:word@mirror.example', ''])(
  '%j is refused as a mirror',
  (mirror) => {
    expect(() => endpointOf('huggingface', mirror, {})).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  },
);

test('a token is not sent where anybody on the way could read it', () => {
  const environment = { HF_TOKEN: 'hf_secret' };
  expect(endpointOf('huggingface', 'http://mirror.example', environment)).toMatchObject({
    credentials: {},
    exposed: true,
    tokenWithheld: true,
  });
  expect(endpointOf('huggingface', 'http://127.0.0.1:80', environment).tokenWithheld).toBe(false);
  expect(endpointOf('huggingface', undefined, environment).credentials).toEqual({
    authorization: 'Bearer hf_secret',
  });
  expect(() => endpointOf('huggingface', undefined, { HF_TOKEN: 'two\nlines' })).toThrow(/HF_TOKEN/);
});

test('short names and owners lead to the hub where they live', () => {
  expect(findHubModel('distilled', undefined, undefined)).toEqual({
    hub: 'modelscope',
    id: 'damo/ofa_image-caption_coco_distilled_en',
    revision: 'master',
  });
  expect(findHubModel('large', 'huggingface', 'v2')).toEqual({
    hub: 'huggingface',
    id: 'OFA-Sys/ofa-large-caption',
    revision: 'v2',
  });
  expect(findHubModel('iic/some_model', undefined, undefined).hub).toBe('modelscope');
  expect(findHubModel('OFA-Sys/ofa-tiny', undefined, undefined)).toMatchObject({
    hub: 'huggingface',
    revision: 'main',
  });
  expect(isTuned({ hub: 'modelscope', id: 'iic/ofa_image-caption_coco_large_en' })).toBe(true);
  expect(isTuned({ hub: 'huggingface', id: 'OFA-Sys/ofa-huge' })).toBe(false);
  expect(isTuned({ hub: 'huggingface', id: 'someone/else' })).toBeNull();
  for (const { name, at } of knownModels) {
    for (const hub of hubKinds) {
      if (at[hub] !== undefined) expect(findHubModel(name, hub, undefined).id).toBe(at[hub].id);
    }
  }
});

test.each(['tiny2', 'a/b/c', '../b', 'a/..', '-a/b', 'a/b?x', 'a b/c', ''])('%j is no id', (id) => {
  expect(() => findHubModel(id, 'huggingface', undefined)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT' }),
  );
});

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-01-02T03:04:05Z');
  expect(retryAfterMs('120', now)).toBe(120_000);
  expect(retryAfterMs('Fri, 02 Jan 2026 03:05:05 GMT', now)).toBe(60_000);
  expect(retryAfterMs('Fri, 02 Jan 2026 03:00:00 GMT', now)).toBe(0);
  for (const nonsense of [undefined, '', '-1', 'soon', '1.5', 'Monday'])
    expect(retryAfterMs(nonsense, now)).toBeNull();
});
