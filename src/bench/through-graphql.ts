import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { asAnother } from './bench-pictures.js';
import { BenchServer, type BenchServerSettings } from './bench-server.js';
import { median, percentile, underLoad } from './measure.js';
import { childrenOf, processUsage } from './process-usage.js';

export interface GraphqlFigures {
  readonly concurrency: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface ServerFigures {
  readonly loads: readonly GraphqlFigures[];
  readonly serverPeakMiB: number | null;
  readonly enginePeakMiB: number | null;
  /** CPU seconds over all loads. */
  readonly cpuSeconds: {
    readonly client: number;
    readonly server: number | null;
    readonly engine: number | null;
  };
  /** 99th percentile of the server's event loop delay over its life, milliseconds. */
  readonly eventLoopP99Ms: number | null;
}

const operation = `mutation ($picture: File!) {
  captionImage(image: { upload: $picture }, options: { reuse: false }) {
    __typename
    ... on Caption { id text score }
    ... on Error { code message }
  }
}`;
const boundary = 'ofa-caption-bench';

/** A server of its own in a fresh data directory; every picture is another one, so that nothing is answered twice. */
export async function throughGraphql(
  serve: BenchServerSettings,
  pictures: readonly Buffer[],
  loads: readonly { readonly concurrency: number; readonly count: number }[],
): Promise<ServerFigures> {
  const server = await BenchServer.start(serve);
  const agent = new Agent({ keepAlive: true });
  try {
    const post = async (index: number): Promise<void> => {
      await captionImage(agent, server.port, asAnother(pictures[index % pictures.length]!));
    };
    await underLoad(16, 8, post);
    const clientBefore = process.cpuUsage();
    const [engine] = await childrenOf(server.pid);
    const before = await usages(server.pid, engine);
    const figures: GraphqlFigures[] = [];
    for (const { concurrency, count } of loads) {
      const load = await underLoad(count, concurrency, post);
      figures.push({
        concurrency,
        perSecond: load.perSecond,
        p50Ms: median(load.latenciesMs),
        p95Ms: percentile(load.latenciesMs, 0.95),
      });
    }
    const after = await usages(server.pid, engine);
    const client = process.cpuUsage(clientBefore);
    const used = (which: 0 | 1): number | null => {
      const [start, end] = [before[which], after[which]];
      return start === null || end === null ? null : end.cpuSeconds - start.cpuSeconds;
    };
    await server.stop();
    return {
      loads: figures,
      serverPeakMiB: after[0]?.peakMiB ?? null,
      enginePeakMiB: after[1]?.peakMiB ?? null,
      cpuSeconds: { client: (client.user + client.system) / 1e6, server: used(0), engine: used(1) },
      eventLoopP99Ms: Number(/"p99":([\d.]+)/.exec(server.log)?.[1] ?? NaN),
    };
  } finally {
    server.kill();
    agent.destroy();
  }
}

async function usages(server: number, engine: number | undefined) {
  return [await processUsage(server), engine === undefined ? null : await processUsage(engine)] as const;
}

/** Sends one picture as a file of a multipart request; the smallest client there is, so that it is not what is measured. */
async function captionImage(agent: Agent, port: number, picture: Buffer): Promise<void> {
  const part = (head: string, body: string | Buffer): Buffer[] => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ];
  const body = Buffer.concat([
    ...part('name="operations"', JSON.stringify({ query: operation, variables: { picture: null } })),
    ...part('name="map"', JSON.stringify({ 0: ['variables.picture'] })),
    ...part('name="0"; filename="bench.jpg"', picture),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  const call = request({
    agent,
    port,
    host: '127.0.0.1',
    path: '/graphql',
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': body.length,
      'graphql-require-preflight': '1',
    },
  });
  call.end(body);
  const [response] = (await once(call, 'response')) as [AsyncIterable<Buffer>];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const answer = Buffer.concat(chunks).toString();
  if (!answer.includes('"__typename":"Caption"')) throw new Error(`A caption failed: ${answer}`);
}
