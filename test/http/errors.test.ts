import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../src/errors/coded-error.js';
import { InvalidInputError } from '../../src/errors/invalid-input-error.js';
import { QueueFullError } from '../../src/errors/queue-full-error.js';
import { CaptionImageDocument } from '../graphql/generated/graphql.js';
import { startTestServer, type TestServer } from './test-server.js';
import { ask, readAnswer } from './upload-client.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.logLines.length = 0;
});

const image = { base64: 'cGljdHVyZQ==' };

async function post(body: string, contentType = 'application/json') {
  const headers = { 'content-type': contentType };
  return readAnswer(await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body }));
}

function graphql(query: string, variables: object = {}) {
  return post(JSON.stringify({ query, variables }));
}

const captionImage = 'mutation ($image: ImageInput!) { captionImage(image: $image) { __typename } }';

describe('errors over HTTP', () => {
  it.each([
    ['a body that is no JSON', () => post('{'), 400],
    ['a body that is no object', () => post('"query"'), 400],
    ['a list of requests', () => post('[{"query":"{ models { name } }"}]'), 400],
    ['a body without a query', () => post('{}'), 400],
    ['a query that is no text', () => post('{"query":1}'), 400],
    ['variables that are no object', () => post('{"query":"{ models { name } }","variables":1}'), 400],
    ['another content type', () => post('<query/>', 'application/xml'), 415],
    ['a syntax error', () => graphql('{ models {'), 200],
    ['an unknown field', () => graphql('{ nothing }'), 200],
    ['a missing variable', () => graphql(captionImage), 200],
    ['no source', () => graphql(captionImage, { image: {} }), 200],
    ['two sources', () => graphql(captionImage, { image: { base64: 'AAAA', upload: null } }), 200],
    [
      'two sources in the query',
      () => graphql('mutation { captionImage(image: {base64: "A", upload: null}) { __typename } }'),
      200,
    ],
    ['a file that is no file', () => graphql(captionImage, { image: { upload: 'picture.png' } }), 200],
    [
      'an option out of 32 bits',
      () =>
        graphql(
          'mutation { captionImage(image: {base64: "A"}, options: {timeoutMs: 3000000000}) { __typename } }',
        ),
      200,
    ],
    [
      'a date that is none',
      () =>
        graphql('query ($at: DateTime) { captions(filter: {createdAfter: $at}) { totalCount } }', {
          at: 'yesterday',
        }),
      200,
    ],
    [
      'a null where none may be',
      () => graphql('query ($id: ID = "x") { caption(id: $id) { id } }', { id: null }),
      200,
    ],
    [
      'an unknown operation',
      () => post(JSON.stringify({ query: 'query A { models { name } }', operationName: 'B' })),
      400,
    ],
  ])('%s is INVALID_INPUT', async (_what, send, status) => {
    const answer = await send();
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.errors[0]?.extensions ?? {})).toEqual(['code']);
    expect(server.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('says which argument of a mutation is refused', async () => {
    const query = 'mutation ($input: ProfileInput!) { createProfile(input: $input) { name } }';
    const answer = await graphql(query, { input: { name: 'mine', batchSize: 0 } });
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'INVALID_INPUT', argumentPath: ['input', 'batchSize'] } },
    ]);
  });

  it('does not send a picture back in the message about it', async () => {
    const answer = await graphql(captionImage, { image: { base64: 'A'.repeat(100_000), upload: 'x' } });
    expect(answer.errors[0]?.message.length).toBeLessThan(1100);
  });

  it('masks what nobody expected, and logs it', async () => {
    server.captions.script = () => {
      throw new Error('secret path /home/someone');
    };
    const answer = await ask(server.origin, CaptionImageDocument, { image });
    expect(answer.status).toBe(200);
    expect(answer.errors).toMatchObject([{ path: ['captionImage'], extensions: { code: 'INTERNAL' } }]);
    expect(JSON.stringify(answer.errors)).not.toContain('secret');
    const line = server.logLines.find((logged) => logged.includes('secret path'));
    expect(line).toContain('scripted-caption-service');
    expect(line).toContain('requestId');
  });

  it('sends an error with a code as it is', async () => {
    server.captions.script = () => {
      throw new CodedError('DEVICE_UNAVAILABLE', 'The device is gone.');
    };
    const answer = await ask(server.origin, CaptionImageDocument, { image });
    expect(answer.errors).toMatchObject([
      { message: 'The device is gone.', extensions: { code: 'DEVICE_UNAVAILABLE' } },
    ]);
  });

  it('answers refusals as members of the union', async () => {
    server.captions.script = () => {
      throw new InvalidInputError('Too many.', ['options', 'alternatives']);
    };
    const invalid = await ask(server.origin, CaptionImageDocument, { image });
    expect(invalid.data?.captionImage).toEqual({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      message: 'Too many.',
      path: ['options', 'alternatives'],
    });
    server.captions.script = () => {
      throw new QueueFullError('Full.', 1500.2);
    };
    const full = await ask(server.origin, CaptionImageDocument, { image });
    expect(full.data?.captionImage).toEqual({
      __typename: 'QueueFull',
      code: 'QUEUE_FULL',
      message: 'Full.',
      retryAfterMs: 1501,
    });
  });

  it('answers a stored failure as CaptionFailed with its caption', async () => {
    for (const [canceled, code] of [
      [false, 'TIMEOUT'],
      [true, 'CANCELED'],
    ] as const) {
      server.captions.script = () => ({ error: { code, message: 'Why.' }, canceled });
      const { data } = await ask(server.origin, CaptionImageDocument, { image });
      const retryable = code === 'TIMEOUT';
      expect(data?.captionImage).toMatchObject({
        __typename: 'CaptionFailed',
        code,
        message: 'Why.',
        retryable,
        caption: {
          status: canceled ? 'CANCELED' : 'FAILED',
          text: null,
          error: { code, message: 'Why.', retryable },
        },
      });
    }
  });
});
