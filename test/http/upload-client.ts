import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

/** A file and the place in the variables where it belongs, such as `image.upload`. */
export interface UploadFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly retryAfterMs?: number };
}

export interface GraphqlAnswer<Result> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Result | null | undefined;
  readonly errors: readonly GraphqlError[];
}

/** The header that a multipart request needs. */
export const preflightHeader = { 'graphql-require-preflight': '1' };

/** A GraphQL multipart request. In `variables` the files stand as null. */
export function multipartForm(query: string, variables: object, files: readonly UploadFile[]): FormData {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables }));
  form.set(
    'map',
    JSON.stringify(Object.fromEntries(files.map(({ path }, part) => [part, [`variables.${path}`]]))),
  );
  files.forEach(({ name, bytes }, part) => {
    form.set(part.toString(), new Blob([bytes]), name);
  });
  return form;
}

/** Asks the server at `origin`, by multipart where files are given, else by JSON. */
export async function ask<Result, Variables extends object>(
  origin: string,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  files: readonly UploadFile[] = [],
  init: RequestInit = {},
): Promise<GraphqlAnswer<Result>> {
  const query = print(document);
  const request: RequestInit =
    files.length > 0
      ? { body: multipartForm(query, variables, files), headers: preflightHeader }
      : { body: JSON.stringify({ query, variables }), headers: { 'content-type': 'application/json' } };
  return readAnswer(await fetch(`${origin}/graphql`, { method: 'POST', ...request, ...init }));
}

export async function readAnswer<Result>(response: Response): Promise<GraphqlAnswer<Result>> {
  const { data, errors } = (await response.json()) as { data?: Result | null; errors?: GraphqlError[] };
  return { status: response.status, headers: response.headers, data, errors: errors ?? [] };
}
