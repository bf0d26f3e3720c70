import { readFile } from 'node:fs/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { photo } from '../engine/real-engine.js';

export interface ProgressEvent {
  readonly sequence: number;
  readonly job: { readonly status: string; readonly succeeded: number; readonly progress: number };
  readonly caption: { readonly id: string; readonly status: string } | null;
}

const progress = `subscription ($job: ID!, $after: Int) {
  captionJobProgress(jobId: $job, afterSequence: $after) {
    sequence
    job { status succeeded progress }
    caption { id status }
  }
}`;

export const endStates: readonly string[] = ['SUCCEEDED', 'PARTIALLY_FAILED', 'FAILED', 'CANCELED'];

/** Uploads many different pictures as one job by multipart. */
export async function createJob(url: string, count: number, idempotencyKey?: string): Promise<string> {
  const picture = await readFile(photo('rocket.jpg'));
  const form = new FormData();
  const query = `mutation ($images: [ImageInput!]!, $key: String) {
    createCaptionJob(images: $images, idempotencyKey: $key) {
      __typename
      ... on CaptionJob { id total }
      ... on Error { code message }
    }
  }`;
  const images = Array.from({ length: count }, () => ({ upload: null }));
  form.set('operations', JSON.stringify({ query, variables: { images, key: idempotencyKey ?? null } }));
  form.set(
    'map',
    JSON.stringify(
      Object.fromEntries(images.map((_, index) => [index, [`variables.images.${index}.upload`]])),
    ),
  );
  for (let index = 0; index < count; index++) {
    form.set(String(index), new Blob([picture, String(index)]), `${index}.jpg`);
  }
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'graphql-require-preflight': '1' },
    body: form,
  });
  const answer = (await response.json()) as {
    data: { createCaptionJob: { __typename: string; id: string } };
  };
  if (answer.data.createCaptionJob.__typename !== 'CaptionJob') throw new Error(JSON.stringify(answer));
  return answer.data.createCaptionJob.id;
}

/** The job's changes over graphql-ws, until the server ends them or the caller stops. */
export async function* overWebSocket(url: string, job: string, after: number): AsyncGenerator<ProgressEvent> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  try {
    const results = client.iterate<{ captionJobProgress: ProgressEvent }>({
      query: progress,
      variables: { job, after },
    });
    for await (const { data, errors } of results) {
      if (data == null) throw new Error(JSON.stringify(errors));
      yield data.captionJobProgress;
    }
  } finally {
    await client.dispose();
  }
}

/** The same over server-sent events, distinct connections mode. */
export async function* overServerSentEvents(
  url: string,
  job: string,
  after: number,
): AsyncGenerator<ProgressEvent> {
  const controller = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: progress, variables: { job, after } }),
    signal: controller.signal,
  });
  let buffered = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      buffered += chunk;
      const blocks = buffered.split('\n\n');
      buffered = blocks.pop() ?? '';
      for (const block of blocks) {
        if (!block.includes('event: next')) continue;
        const text = /^data: (.*)$/m.exec(block)![1]!;
        const { data, errors } = JSON.parse(text) as {
          data?: { captionJobProgress: ProgressEvent };
          errors?: unknown;
        };
        if (data == null) throw new Error(JSON.stringify(errors));
        yield data.captionJobProgress;
      }
    }
  } finally {
    controller.abort();
  }
}
