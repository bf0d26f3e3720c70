import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { multipartClosing, multipartHeaders, textPart } from './raw-client.js';
import { startTestServer, type TestServer } from './test-server.js';
import { readAnswer } from './upload-client.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const query =
  'mutation ($image: ImageInput!) { captionImage(image: $image) { __typename ... on Error { code } } }';
const operations = textPart('operations', JSON.stringify({ query, variables: { image: { upload: null } } }));
const map = textPart('map', '{"0": ["variables.image.upload"]}');
const file = textPart('0"; filename="a.png', 'bytes');
const end = multipartClosing.trimStart();

async function post(body: string, headers: Record<string, string> = multipartHeaders) {
  return readAnswer(await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body }));
}

describe('multipart requests', () => {
  it('captions a file whose place is in `map`', async () => {
    expect(await post(operations + map + file + end)).toMatchObject({
      status: 200,
      data: { captionImage: { __typename: 'Caption' } },
    });
  });

  it.each([
    [
      'no boundary',
      operations + map + file + end,
      { ...multipartHeaders, 'content-type': 'multipart/form-data' },
    ],
    ['an empty body', ''],
    ['a body that breaks off', operations + map + file],
    ['a body that breaks off in a file', operations + map + file.slice(0, -4)],
    ['no operations', map + file + end],
    ['no map', operations + file + end],
    ['the map first', map + operations + file + end],
    ['fields twice', operations + map + operations + end],
    ['other fields', operations + map + textPart('comment', 'hello') + file + end],
    ['operations that are no JSON', textPart('operations', '{') + map + file + end],
    ['a list of operations', textPart('operations', '[]') + map + file + end],
    ['a map that is no JSON', operations + textPart('map', '{') + file + end],
    ['a map that is no object', operations + textPart('map', '["variables.image.upload"]') + file + end],
    ['a map of numbers', operations + textPart('map', '{"0": [1]}') + file + end],
    ['a map without lists', operations + textPart('map', '{"0": "variables.image.upload"}') + file + end],
    ['a file that is missing', operations + map + end],
    ['a file that is not in the map', operations + map + file + textPart('1"; filename="b.png', 'b') + end],
    ['a file twice', operations + map + file + file + end],
    [
      'a place that does not exist',
      operations + textPart('map', '{"0": ["variables.image.nothing"]}') + file + end,
    ],
    ['a place that is taken', operations + textPart('map', '{"0": ["variables.image"]}') + file + end],
    ['a place outside the variables', operations + textPart('map', '{"0": ["query"]}') + file + end],
    ['a place in a prototype', operations + textPart('map', '{"0": ["variables.__proto__.x"]}') + file + end],
  ])('refuses %s', async (_what, body, headers = multipartHeaders) => {
    const answer = await post(body, headers);
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    expect(await server.incoming()).toEqual([]);
  });

  it('takes one file for one caption only', async () => {
    const twice =
      'mutation ($image: ImageInput!) { a: captionImage(image: $image) { __typename } b: captionImage(image: $image) { __typename ... on InvalidInput { path } } }';
    const body = textPart(
      'operations',
      JSON.stringify({ query: twice, variables: { image: { upload: null } } }),
    );
    expect((await post(body + map + file + end)).data).toEqual({
      a: { __typename: 'Caption' },
      b: { __typename: 'InvalidInput', path: ['image', 'upload'] },
    });
  });
});
