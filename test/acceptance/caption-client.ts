import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

export interface CaptionAnswer {
  readonly __typename: 'Caption' | 'CaptionFailed' | 'InvalidInput' | 'QueueFull';
  readonly code?: string;
  readonly message?: string;
  readonly retryAfterMs?: number;
  readonly caption?: CaptionFields | null;
}

export interface CaptionFields {
  readonly id: string;
  readonly status: string;
  readonly text: string | null;
  readonly score: number | null;
  readonly alternatives: { readonly text: string; readonly score: number }[];
  readonly attempts: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly image: { readonly name: string | null; readonly thumbnailUrl: string | null };
  readonly run: { readonly id: string; readonly batchSize: number } | null;
}

export const captionFields = `fragment Fields on Caption {
  id status text score attempts cached
  alternatives { text score }
  image { name sha256 bytes width height format thumbnailUrl }
  model { name } profile { name }
  error { code message retryable }
  timings { queueMs preprocessMs inferenceMs totalMs }
  run { id batchSize durationMs tokens succeeded }
  createdAt finishedAt
}`;

const captionImage = `${captionFields}
mutation ($image: ImageInput!, $options: CaptionOptions) {
  captionImage(image: $image, options: $options) {
    __typename
    ... on Caption { ...Fields }
    ... on CaptionFailed { code message retryable caption { ...Fields } }
    ... on InvalidInput { code message path }
    ... on QueueFull { code message retryAfterMs }
  }
}`;

export interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** A client such as anybody would write, on `fetch` alone. */
export class CaptionClient {
  constructor(private readonly url: string) {}

  async query<Data>(query: string, variables: object = {}): Promise<GraphqlAnswer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphqlAnswer<Data>;
  }

  /** Uploads a file by multipart. */
  async upload(
    path: string,
    options: object = {},
    signal?: AbortSignal,
    language = 'en',
  ): Promise<CaptionAnswer & CaptionFields> {
    const form = new FormData();
    form.set(
      'operations',
      JSON.stringify({ query: captionImage, variables: { image: { upload: null }, options } }),
    );
    form.set('map', JSON.stringify({ 0: ['variables.image.upload'] }));
    form.set('0', new Blob([await readFile(path)]), basename(path));
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'graphql-require-preflight': '1', 'accept-language': language },
      body: form,
      ...(signal === undefined ? {} : { signal }),
    });
    return captionOf(
      (await response.json()) as GraphqlAnswer<{ captionImage: CaptionAnswer & CaptionFields }>,
    );
  }

  async base64(base64: string, options: object = {}): Promise<CaptionAnswer & CaptionFields> {
    return captionOf(await this.query(captionImage, { image: { base64 }, options }));
  }
}

function captionOf(
  answer: GraphqlAnswer<{ captionImage: CaptionAnswer & CaptionFields }>,
): CaptionAnswer & CaptionFields {
  if (answer.data == null) throw new Error(JSON.stringify(answer.errors));
  return answer.data.captionImage;
}
