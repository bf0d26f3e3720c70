import { readdir, readFile } from 'node:fs/promises';
import { getIntrospectionQuery, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/graphql/schema.js';
import { operationCost } from '../../src/http/graphql/operation-cost.js';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { preflightHeader, readAnswer } from '../http/upload-client.js';
import { askAs, firstEventAs } from './key-client.js';
import { RawSocket } from './raw-socket.js';

const repeated = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

const capture = 'captionImage(image: {base64: "AAAA"}) { __typename }';
const page = 'captionJobs(first: $n) { edges { node { captions(first: $n) { edges { node { id } } } } } }';

/** Each would cost the server much if it were executed. */
const attacks: [string, string, object, RegExp][] = [
  [
    'depth',
    `mutation { captionImage(image: {base64: "AAAA"}) { ... on Caption { ${'job { captions { edges { node { '.repeat(4)} id ${'} } } }'.repeat(4)} } } }`,
    {},
    /levels/,
  ],
  [
    'depth through fragments',
    `mutation { captionImage(image: {base64: "AAAA"}) { ...A } } ${repeated(
      4,
      (index) =>
        `fragment ${'ABCD'[index]} on Caption { job { captions { edges { node { ${index < 3 ? `...${'BCD'[index]}` : 'id'} } } } } }`,
    )}`,
    {},
    /levels/,
  ],
  ['aliases', `mutation { ${repeated(31, (index) => `a${index}: ${capture}`)} }`, {}, /aliases/],
  [
    'aliases through fragments',
    `mutation { ...A ...B } ${repeated(2, (half) => `fragment ${'AB'[half]} on Mutation { ${repeated(16, (index) => `a${half}${index}: ${capture}`)} }`)}`,
    {},
    /aliases/,
  ],
  [
    'directives',
    `mutation { captionImage(image: {base64: "AAAA"}) { ${repeated(31, () => '__typename @include(if: true)')} } }`,
    {},
    /directives/,
  ],
  [
    'tokens',
    `mutation { ${capture} ${repeated(700, () => '__typename __typename __typename')} }`,
    {},
    /tokens/,
  ],
  [
    'comments and tokens within',
    `mutation { ${capture} ${repeated(2000, () => '# nothing\n __typename')} }`,
    {},
    /tokens/,
  ],
];

const lists: [string, string, object][] = [
  ['literal page sizes', `query { ${page.replaceAll('$n', '100')} }`, {}],
  ['page sizes in variables', `query ($n: Int) { ${page} }`, { n: 100 }],
  ['page sizes in defaults', `query ($n: Int = 100) { ${page} }`, {}],
  [
    'pages in a fragment that is spread again and again',
    `query { ${repeated(25, (index) => `a${index}: captions(first: 100) { ...A }`)} } fragment A on CaptionConnection { edges { node { id text score attempts cached createdAt } } }`,
    {},
  ],
];

let server: TestServer;
let captioned = 0;
beforeAll(async () => {
  server = await startTestServer();
  server.captions.script = () => {
    captioned++;
    return { hypotheses: [] };
  };
});
afterAll(() => server.stop());

describe('an operation', () => {
  it.each(attacks)('that has too much: %s, is not executed', async (_what, query, variables, message) => {
    const answer = await askAs(server.origin, null, query, variables);
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    expect(answer.errors.map((error) => error.message).join()).toMatch(message);
    expect(answer.data).toBeUndefined();
    expect(captioned).toBe(0);
    const inChinese = await askAs(server.origin, null, query, variables, { 'accept-language': 'zh' });
    expect(inChinese.errors[0]?.message).toMatch(/^[^（]*\p{Script=Han}/u);
    expect(inChinese.errors[0]?.message).not.toContain('请求有误');
  });

  it.each(lists)('that asks for lists in lists by %s is not executed', async (_what, query, variables) => {
    const answer = await askAs(server.origin, null, query, variables);
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    expect(answer.errors[0]?.message).toContain('20000 fields');
  });

  it('is refused over WebSocket and as a subscription too', async () => {
    const query = `subscription ($n: Int) { captionJobProgress(jobId: "x") { job { captions(first: $n) { edges { node { job { captions(first: $n) { totalCount edges { cursor } } } } } } } } }`;
    const refused = [{ extensions: { code: 'INVALID_INPUT' } }];
    expect(await firstEventAs(server.origin, null, query, { n: 100 })).toMatchObject({ errors: refused });
    const socket = await RawSocket.open(server.port);
    await socket.init({});
    socket.send({ type: 'subscribe', id: '1', payload: { query, variables: { n: 100 } } });
    const message = await Promise.race([socket.message('next'), socket.message('error')]);
    expect(JSON.stringify(message)).toContain('20000 fields');
    socket.send({ type: 'subscribe', id: '2', payload: { query: attacks[2]?.[1] } });
    expect((await socket.message('error')).payload).toMatchObject(refused);
    expect(captioned).toBe(0);
    socket.socket.terminate();
  });

  it('is one of a request: arrays are refused', async () => {
    const body = JSON.stringify(Array.from({ length: 100 }, () => ({ query: `mutation { ${capture} }` })));
    const headers = { 'content-type': 'application/json' };
    const answer = await readAnswer(
      await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body }),
    );
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    const form = new FormData();
    form.set('operations', body);
    form.set('map', '{}');
    const multipart = await readAnswer(
      await fetch(`${server.origin}/graphql`, { method: 'POST', headers: preflightHeader, body: form }),
    );
    expect(multipart).toMatchObject({ status: 400, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    expect(captioned).toBe(0);
  });

  it.each(['', 'page/'])('of a client is not too much: operations/%s', async (part) => {
    const folder = new URL(`../../schema/operations/${part}`, import.meta.url);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
    const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
    const all = texts.join('\n');
    const fragments = all.match(/^fragment [\s\S]*?^}/gm)?.join('\n') ?? '';
    const ownOperations = all.match(/^(query|mutation|subscription) [\s\S]*?^}/gm) ?? [];
    expect(ownOperations.length).toBeGreaterThan(10);
    for (const operation of [...ownOperations.map((text) => text + fragments), getIntrospectionQuery()]) {
      const answer = await askAs(server.origin, null, operation);
      expect(answer.errors.map(({ message }) => message).join()).not.toMatch(
        /levels|aliases|directives|tokens|fields\. Ask/,
      );
    }
  });
});

describe('the cost of an operation', () => {
  const schema = buildSchema();
  const cost = (query: string, variableValues = {}): number =>
    operationCost({ schema, document: parse(query), variableValues });

  it.each([
    ['{ models { name family } }', {}, 3],
    ['{ __typename }', {}, 1],
    ['{ captions(first: 10) { edges { node { id text } } } }', {}, 41],
    ['{ captions { edges { node { id text } } } }', {}, 81],
    ['{ captions(last: 3) { totalCount } }', {}, 4],
    ['query ($n: Int) { captions(first: $n) { totalCount } }', { n: 7 }, 8],
    ['query ($n: Int = 9) { captions(first: $n) { totalCount } }', {}, 10],
    ['query ($n: Int) { captions(first: $n) { totalCount } }', { n: null }, 21],
    ['query ($n: Int) { captions(first: $n) { totalCount } }', { n: 1e9 }, 101],
    ['query ($n: Int) { captions(first: $n) { totalCount } }', { n: 'x' }, 21],
    ['{ captions(first: 0) { totalCount } }', {}, 1],
    ['{ captions(first: -5) { totalCount } }', {}, 1],
    ['{ ...A ...A } fragment A on Query { captions(first: 2) { totalCount } }', {}, 6],
    ['{ node(id: "x") { ... on CaptionJob { captions(first: 5) { totalCount } } } }', {}, 7],
  ])('%s with %j is %i', (query, variables, expected) => {
    expect(cost(query, variables)).toBe(expected);
  });

  it('of fragments within fragments is counted without going through them again and again', () => {
    const letters = Array.from({ length: 40 }, (_, index) => `F${index}`);
    const fragments = letters.map((name, index) => {
      const next = letters[index + 1];
      return `fragment ${name} on Query { ${next === undefined ? '__typename' : `...${next} ...${next}`} }`;
    });
    expect(cost(`{ ...F0 } ${fragments.join(' ')}`)).toBe(2 ** 39);
  });
});

describe('in production', () => {
  let hidden: TestServer;
  beforeAll(async () => {
    hidden = await startTestServer({ production: true });
  });
  afterAll(() => hidden.stop());

  it.each([
    '{ __schema { types { name } } }',
    '{ __type(name: "Caption") { name } }',
    getIntrospectionQuery(),
  ])('the schema is not told: %s', async (query) => {
    expect((await askAs(server.origin, null, query)).errors).toEqual([]);
    const answer = await askAs(hidden.origin, null, query);
    expect(answer.errors[0]?.extensions?.code).toBe('INVALID_INPUT');
    expect(answer.data).toBeUndefined();
  });

  it.each([
    ['{ modls { name } }', {}],
    ['{ models { nam } }', {}],
    ['{ captions(frst: 1) { totalCount } }', {}],
    ['{ captions(filter: {stats: FAILED}) { totalCount } }', {}],
    ['query ($f: CaptionFilter) { captions(filter: $f) { totalCount } }', { f: { status: 'FAILEDD' } }],
    ['query ($f: CaptionFilter) { captions(filter: $f) { totalCount } }', { f: { statu: 'FAILED' } }],
    ['query ($f: CaptionFiltr) { captions(filter: $f) { totalCount } }', {}],
  ])('nothing is suggested for %s with %j', async (query, variables) => {
    const [shown, answer] = [
      await askAs(server.origin, null, query, variables),
      await askAs(hidden.origin, null, query, variables),
    ];
    expect(shown.errors[0]?.message).toContain('Did you mean');
    expect(answer.errors[0]?.extensions?.code).toBe('INVALID_INPUT');
    expect(JSON.stringify(answer)).not.toContain('Did you mean');
  });

  it('there is no GraphiQL', async () => {
    const headers = { accept: 'text/html' };
    expect((await fetch(`${server.origin}/graphql`, { headers })).status).toBe(200);
    expect((await fetch(`${hidden.origin}/graphql`, { headers })).status).toBe(404);
  });

  it('no stack leaves', async () => {
    hidden.captions.script = () => {
      throw new TypeError('a secret at /home/user');
    };
    const answer = await askAs(hidden.origin, null, `mutation { ${capture} }`);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    expect(JSON.stringify(answer)).not.toMatch(/secret|\.ts:|\.js:|stack/);
  });
});
