import { describe, expect, it } from 'vitest';
import { isAllowedHost, parseAllowedHosts } from '../../../src/image/by-url/allowed-hosts.js';
import { InvalidInputError } from '../../../src/errors/invalid-input-error.js';
import { fetchPicture, names, refusal } from './fetching.js';
import { startHttp } from './servers.js';

describe('parseAllowedHosts', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['nas', [{ host: 'nas', port: null }]],
    ['NAS.Lan.:8080', [{ host: 'nas.lan', port: 8080 }]],
    [
      'a, b:1 ,[FD00::0005]:443,[::1]',
      [
        { host: 'a', port: null },
        { host: 'b', port: 1 },
        { host: 'fd00::5', port: 443 },
        { host: '::1', port: null },
      ],
    ],
    ['127.1', [{ host: '127.0.0.1', port: null }]],
    ['例子.测试', [{ host: 'xn--fsqu00a.xn--0zwm56d', port: null }]],
  ])('%j', (text, hosts) => {
    expect(parseAllowedHosts(text)).toEqual(hosts);
  });

  it.each([
    ['a,,b', 'empty'],
    ['a,', 'empty'],
    ['http://a', 'without scheme'],
    ['a/pictures', 'without scheme, user or path'],
    ['me@a', 'without scheme, user or path'],
    ['*.lan', 'wildcard'],
    ['fd00::5', 'in brackets'],
    ['[fd00::5', 'in brackets'],
    ['a:', 'host or host:port'],
    ['a:http', 'host or host:port'],
    ['a:0', 'between 1 and 65535'],
    ['a:65536', 'between 1 and 65535'],
    ['a b', 'does not name a host'],
    ['[nas]', 'does not name a host'],
    ['1.2.3.4.5', 'does not name a host'],
  ])('%j is refused', (text, words) => {
    expect(() => parseAllowedHosts(text)).toThrow(InvalidInputError);
    expect(() => parseAllowedHosts(text)).toThrow(words);
  });
});

describe('isAllowedHost', () => {
  it.each([
    ['nas', 'http://nas/', true],
    ['nas', 'https://nas/', true],
    ['nas', 'http://NAS./', true],
    ['nas', 'http://nas:443/', false],
    ['nas', 'http://nas:8080/', false],
    ['nas:8080', 'http://nas:8080/', true],
    ['nas:8080', 'https://nas:8080/', true],
    ['nas:8080', 'http://nas/', false],
    ['nas:80', 'http://nas/', true],
    ['nas:80', 'https://nas/', false],
    ['nas', 'http://www.nas/', false],
    ['nas', 'http://nas.example/', false],
    ['nas', 'http://nas../', false],
    ['[::1]:8080', 'http://[0:0::1]:8080/', true],
    ['10.0.0.5', 'http://10.5/', true],
    ['10.0.0.5', 'http://[::ffff:10.0.0.5]/', false],
    ['other,nas', 'http://nas/', true],
  ])('%s and %s: %s', (hosts, url, allowed) => {
    expect(isAllowedHost(new URL(url), parseAllowedHosts(hosts))).toBe(allowed);
  });
});

describe('an allowed host', () => {
  it('is fetched from its special address, with its name in the Host header', async () => {
    const hosts: (string | undefined)[] = [];
    const server = await startHttp((request, response) => {
      hosts.push(request.headers.host);
      response.end('cat');
    });
    const options = {
      lookup: names({ 'nas.lan': ['127.0.0.1'] }),
      allowHosts: parseAllowedHosts(`nas.lan:${server.port}`),
    };
    expect(String(await fetchPicture(`http://nas.lan:${server.port}/cat.jpg`, options))).toBe('cat');
    expect(hosts).toEqual([`nas.lan:${server.port}`]);
  });

  it('is not opened on another port, nor is the address by itself', async () => {
    const server = await startHttp((_, response) => response.end('cat'));
    const options = {
      lookup: names({ 'nas.lan': ['127.0.0.1'] }),
      allowHosts: parseAllowedHosts('nas.lan'),
    };
    for (const host of ['nas.lan', '127.0.0.1']) {
      const { code, message } = await refusal(fetchPicture(`http://${host}:${server.port}/`, options));
      expect(code).toBe('URL_BLOCKED');
      expect(message).toContain(`--allow-url-hosts ${host}:${server.port}`);
    }
    expect(server.connections()).toBe(0);
  });
});
