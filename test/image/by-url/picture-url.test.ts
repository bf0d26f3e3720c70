import { describe, expect, it } from 'vitest';
import { pictureName } from '../../../src/image/by-url/picture-name.js';
import { fetchPicture, names, refusal } from './fetching.js';

describe('a URL that is refused as it stands', () => {
  it.each([
    ['', 'malformed'],
    ['cat.jpg', 'malformed'],
    ['/cat.jpg', 'malformed'],
    ['//host/cat.jpg', 'malformed'],
    ['http://', 'malformed'],
    ['http://exa mple/', 'malformed'],
    ['http://host:99999/', 'malformed'],
    ['http://1.2.3.4.5/', 'malformed'],
    ['http://localhost%00.example/', 'malformed'],
    ['http://[fe80::1%25eth0]/', 'malformed'],
    ['file:///etc/passwd', 'neither http nor https'],
    ['ftp://host/cat.jpg', 'neither http nor https'],
    ['gopher://127.0.0.1:6379/_FLUSHALL', 'neither http nor https'],
    ['data:image/png;base64,AAAA', 'neither http nor https'],
    ['blob:http://host/1', 'neither http nor https'],
    ['javascript:alert(1)', 'neither http nor https'],
    ['http://user@host/', 'user name or password'],
    ['http://public@127.0.0.1/', 'user name or password'],
    ['http://public:80@127.0.0.1/', 'user name or password'],
    ['https://:secret@host/', 'user name or password'],
    [`http://host/${'a'.repeat(8000)}`, 'more than 8000 characters'],
    // Short as given, long once it is escaped.
    [`http://host/${'é'.repeat(4000)}`, 'more than 8000 characters'],
    [`http://${'a.'.repeat(130)}test/`, 'more than 254 characters'],
  ])('%.60s', async (url, words) => {
    const { code, message } = await refusal(fetchPicture(url, { lookup: names({}) }));
    expect(code).toBe('URL_BLOCKED');
    expect(message).toContain(words);
  });
});

describe('another way to write a special address', () => {
  it.each([
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0/',
    'http://127.0.0.1./',
    'http://%31%32%37.0.0.1/',
    'http://127%2e0%2e0%2e1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http:127.0.0.1/',
    'http:/\\127.0.0.1/',
    'http://127.0.0.1\\@public.test/',
    'http://127.0.0.1#@public.test/',
    'http://127.0.0.1?@public.test/',
    ' http://127.0.0.1/',
    'ht\ntp://127.0.\t0.1/',
    'HTTP://127.0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'https://[::]/',
    'http://169.254.43518/',
    'http://0xa9fea9fe/latest/meta-data/',
    'http://[::ffff:a9fe:a9fe]/',
  ])('%j', async (url) => {
    const asked: string[] = [];
    const { code, message } = await refusal(
      fetchPicture(url, { lookup: names({ 'public.test': ['2d00::1'] }, asked) }),
    );
    expect(code).toBe('URL_BLOCKED');
    expect(message).toContain('public internet address');
    expect(asked).toEqual([]);
  });

  it.each(['http://localhost/', 'http://LOCALHOST/', 'http://ｌｏｃａｌｈｏｓｔ/', 'http://%6cocalhost/'])(
    '%s, looked up on this machine',
    async (url) => {
      expect(await refusal(fetchPicture(url))).toMatchObject({ code: 'URL_BLOCKED' });
    },
  );
});

describe('the name of a picture', () => {
  it.each([
    ['http://host/cat.jpg', 'cat.jpg'],
    ['http://host/a/b/cat.jpg?size=2#top', 'cat.jpg'],
    ['http://host/caf%C3%A9.jpg', 'café.jpg'],
    ['http://host/猫.jpg', '猫.jpg'],
    ['http://host/', null],
    ['http://host', null],
    ['http://host/a/', null],
    ['http://host/%20%20', null],
    ['http://host/a/..', null],
    ['http://host/..%2F..%2Fetc%2Fpasswd', '....etcpasswd'],
    ['http://host/..%5C..', null],
    ['http://host/a%00b%0Ac.jpg', 'abc.jpg'],
    ['http://host/gpj.%E2%80%AEexe', 'gpj.exe'],
    // GBK, not UTF-8.
    ['http://host/%C4%E3%BA%C3.jpg', '%C4%E3%BA%C3.jpg'],
    [`http://host/${'a'.repeat(300)}`, 'a'.repeat(255)],
    [`http://host/${'😀'.repeat(300)}`, '😀'.repeat(255)],
  ])('%.50s', (url, name) => {
    expect(pictureName(new URL(url))).toBe(name);
  });
});
