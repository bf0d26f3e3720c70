import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { RecordedOperation } from '../../src/web/api/recorded-operations.js';
import { curlSnippet, typescriptSnippet } from '../../src/web/developers/snippets.js';
import { startTestServer } from '../http/test-server.js';

const run = promisify(execFile);

/** As a shell hands them over. */
async function argumentsOfCurl(snippet: string): Promise<readonly string[]> {
  const { stdout } = await run('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${snippet}`]);
  return stdout.split('\0').slice(0, -1);
}

function operation(change: Partial<RecordedOperation>): RecordedOperation {
  return {
    id: 1,
    kind: 'query',
    name: 'Models',
    document: 'query Models {\n  models {\n    name\n  }\n}',
    variables: {},
    at: 0,
    ...change,
  };
}

describe('the snippet for a shell', () => {
  it('does in a shell what the page did', async () => {
    const server = await startTestServer();
    const found = operation({
      document:
        'query Found($filter: CaptionFilter) {\n  captions(filter: $filter) {\n    totalCount\n  }\n}',
      variables: { filter: { text: `it's "$HOME" \`x\`` } },
    });
    const options = { origin: server.origin, withKey: false };
    const [url = '', header, type = '', data, body = ''] = await argumentsOfCurl(curlSnippet(found, options));
    expect([header, data]).toEqual(['-H', '-d']);
    const headers = { [type.split(': ')[0] ?? '']: type.split(': ')[1] ?? '' };
    const response = await fetch(url, { method: 'POST', headers, body });
    expect(await response.json()).toEqual({ data: { captions: { totalCount: 0 } } });
    expect(JSON.parse(body)).toMatchObject({ variables: found.variables });
    await server.stop();
  });

  it('names files instead of their bytes, and a variable instead of the key', () => {
    const upload = new File(['bytes'], "it's.jpg", { type: 'image/jpeg' });
    const created = operation({
      kind: 'mutation',
      variables: { images: [{ url: 'https://example.org' }, { upload }] },
    });
    const snippet = curlSnippet(created, { origin: 'http://localhost:8501', withKey: true });
    expect(snippet).toContain('"images":[{"url":"https://example.org"},{"upload":null}]');
    expect(snippet).toContain(`-F map='{"0":["variables.images.1.upload"]}'`);
    expect(snippet).toContain(`-F 0=@'it'\\''s.jpg'`);
    expect(snippet).toContain('-H "authorization: Bearer $OFA_CAPTION_KEY"');
  });
});

describe('the snippet for a program', () => {
  it('watches a subscription over a WebSocket, the rest by fetch', () => {
    const options = { origin: 'https://captions.example', withKey: true };
    const watched = typescriptSnippet(operation({ kind: 'subscription' }), options);
    expect(watched).toContain("url: 'wss://captions.example/graphql'");
    expect(watched).toContain('client.iterate({ query, variables })');
    const asked = typescriptSnippet(operation({}), options);
    expect(asked).toContain("await fetch('https://captions.example/graphql'");
    expect(asked).toContain('Bearer ${process.env.OFA_CAPTION_KEY}');
  });
});
