import type { RecordedOperation } from '../api/recorded-operations.js';
import { uploadsInVariables, type PlainVariables } from './uploads-in-variables.js';

/** Stands for the key, which is nobody's business. */
const keyVariable = 'OFA_CAPTION_KEY';

export interface SnippetOptions {
  /** Such as `http://localhost:8501`. */
  readonly origin: string;
  /** Whether requests carry a key. */
  readonly withKey: boolean;
}

/** The same request for the shell. */
export function curlSnippet(operation: RecordedOperation, options: SnippetOptions): string {
  const plain = uploadsInVariables(operation.variables);
  const body = JSON.stringify({ query: operation.document, variables: plain.variables });
  const lines = [`curl ${operation.kind === 'subscription' ? '-N ' : ''}${options.origin}/graphql`];
  if (options.withKey) lines.push(`-H "authorization: Bearer $${keyVariable}"`);
  if (operation.kind === 'subscription') lines.push("-H 'accept: text/event-stream'");
  if (plain.uploads.length === 0) {
    lines.push("-H 'content-type: application/json'", `-d ${quoted(body)}`);
  } else {
    const map = Object.fromEntries(plain.uploads.map(({ path }, index) => [index, [path]]));
    lines.push("-H 'graphql-require-preflight: 1'", `-F operations=${quoted(body)}`);
    lines.push(`-F map=${quoted(JSON.stringify(map))}`);
    lines.push(...plain.uploads.map(({ name }, index) => `-F ${index}=@${quoted(name)}`));
  }
  return lines.join(' \\\n  ');
}

/** The same request for a program. */
export function typescriptSnippet(operation: RecordedOperation, options: SnippetOptions): string {
  const plain = uploadsInVariables(operation.variables);
  const live = operation.kind === 'subscription';
  const document = operation.document.replace(/[\\`]|\$\{/g, '\\$&');
  return [
    ...(live ? ["import { createClient } from 'graphql-ws';", ''] : []),
    ...(plain.uploads.length > 0 ? ["import { openAsBlob } from 'node:fs';", ''] : []),
    `const query = /* GraphQL */ \`\n${indented(document)}\n\`;`,
    `const variables = ${JSON.stringify(plain.variables, null, 2)};`,
    '',
    live ? socketCode(options) : fetchCode(plain, options),
  ].join('\n');
}

function fetchCode({ uploads }: PlainVariables, { origin, withKey }: SnippetOptions): string {
  const key = withKey ? [`authorization: \`Bearer \${process.env.${keyVariable}}\``] : [];
  const send = (headers: string[], body: string): string =>
    [
      `const response = await fetch('${origin}/graphql', {`,
      "  method: 'POST',",
      `  headers: { ${[...headers, ...key].join(', ')} },`,
      `  body${body},`,
      '});',
      'const { data, errors } = await response.json();',
    ].join('\n');
  if (uploads.length === 0)
    return send(["'content-type': 'application/json'"], ': JSON.stringify({ query, variables })');
  const names = JSON.stringify(uploads.map(({ name }) => name));
  return [
    `const files = ${names};`,
    'const body = new FormData();',
    "body.append('operations', JSON.stringify({ query, variables }));",
    `body.append('map', JSON.stringify(${JSON.stringify(Object.fromEntries(uploads.map(({ path }, index) => [index, [path]])))}));`,
    'for (const [index, file] of files.entries()) body.append(String(index), await openAsBlob(file), file);',
    send(["'graphql-require-preflight': '1'"], ''),
  ].join('\n');
}

function socketCode({ origin, withKey }: SnippetOptions): string {
  const params = withKey
    ? `,\n  connectionParams: { authorization: \`Bearer \${process.env.${keyVariable}}\` }`
    : '';
  return [
    `const client = createClient({\n  url: '${origin.replace(/^http/, 'ws')}/graphql'${params},\n});`,
    'for await (const { data, errors } of client.iterate({ query, variables })) {',
    '  console.log(errors ?? data);',
    '}',
  ].join('\n');
}

/** For a POSIX shell: nothing inside has a meaning. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
