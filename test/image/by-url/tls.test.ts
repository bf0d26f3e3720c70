import { describe, expect, it } from 'vitest';
import { parseAllowedHosts } from '../../../src/image/by-url/allowed-hosts.js';
import type { FetchOptions } from '../../../src/image/by-url/open-picture-url.js';
import { allowing, fetchPicture, names, refusal } from './fetching.js';
import { certificate, startHttp, startHttps } from './servers.js';

function named(host: string, port: number): FetchOptions {
  return {
    lookup: names({ [host]: ['127.0.0.1'] }),
    allowHosts: parseAllowedHosts(`${host}:${port}`),
    authorities: [certificate],
  };
}

describe('https', () => {
  it.each(['pictures.test', 'pictures.test.'])(
    'checks the certificate for the name %s and sends it',
    async (host) => {
      const sent: string[] = [];
      const server = await startHttps((request, response) => response.end(request.headers.host), sent);
      const body = await fetchPicture(`https://${host}:${server.port}/`, named(host, server.port));
      expect(String(body)).toBe(`${host}:${server.port}`);
      expect(sent).toEqual(['pictures.test']);
      await server.allClosed();
    },
  );

  it('checks the certificate for an address', async () => {
    const sent: string[] = [];
    const server = await startHttps((_, response) => response.end('cat'), sent);
    const options = { allowHosts: allowing(server.port), authorities: [certificate] };
    expect(String(await fetchPicture(`https://127.0.0.1:${server.port}/`, options))).toBe('cat');
    expect(sent).toEqual(['']);
  });

  it('refuses a certificate for another name, though the address is in it', async () => {
    const server = await startHttps((_, response) => response.end('cat'));
    const { code, message } = await refusal(
      fetchPicture(`https://other.test:${server.port}/`, named('other.test', server.port)),
    );
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('the certificate is for another name');
    await server.allClosed();
  });

  it('refuses a certificate that nobody trusted vouches for', async () => {
    const server = await startHttps((_, response) => response.end('cat'));
    const options = { ...named('pictures.test', server.port), authorities: null };
    const { code, message } = await refusal(fetchPicture(`https://pictures.test:${server.port}/`, options));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('not from a trusted authority');
    await server.allClosed();
  });

  it('refuses a server that speaks plain HTTP', async () => {
    const server = await startHttp((_, response) => response.end('cat'));
    const { code, message } = await refusal(
      fetchPicture(`https://pictures.test:${server.port}/`, named('pictures.test', server.port)),
    );
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('TLS');
  });

  it('follows a redirect from http', async () => {
    const secure = await startHttps((_, response) => response.end('cat'));
    const plain = await startHttp((_, response) => {
      response.writeHead(301, { location: `https://pictures.test:${secure.port}/` }).end();
    });
    const options: FetchOptions = {
      ...named('pictures.test', secure.port),
      allowHosts: parseAllowedHosts(`pictures.test:${secure.port},pictures.test:${plain.port}`),
    };
    expect(String(await fetchPicture(`http://pictures.test:${plain.port}/`, options))).toBe('cat');
  });
});
