import { describe, expect, it } from 'vitest';
import { isSpecialAddress } from '../../../src/image/by-url/special-addresses.js';
import { publicAddresses, specialAddresses } from './address-table.js';
import { fetchPicture, names, refusal } from './fetching.js';

describe.each(specialAddresses)('%s', (_, addresses) => {
  it.each(addresses)('%s is refused in a URL', async (address) => {
    const url = `http://${address.includes(':') ? `[${address}]` : address}/cat.jpg`;
    expect(await refusal(fetchPicture(url))).toMatchObject({ code: 'URL_BLOCKED', retryable: false });
  });

  it.each(addresses)('%s is refused when a name leads there', async (address) => {
    const { code, message } = await refusal(
      fetchPicture('http://rebind.test/cat.jpg', { lookup: names({ 'rebind.test': [address] }) }),
    );
    expect(code).toBe('URL_BLOCKED');
    expect(message).toContain('--allow-url-hosts rebind.test');
    expect(message).not.toContain(address);
  });
});

describe('ordinary addresses', () => {
  it.each(publicAddresses)('%s is public', (address) => {
    expect(isSpecialAddress(address)).toBe(false);
  });
});

describe('what is no plain address', () => {
  it.each([
    '',
    'localhost',
    '2606:4700::1111%eth0',
    'fe80::1%1',
    '1.2.3',
    '0x7f000001',
    '08.8.8.8',
    '[2000::1]',
  ])('%j is special', (text) => {
    expect(isSpecialAddress(text)).toBe(true);
  });
});
