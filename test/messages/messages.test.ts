import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/errors/coded-error.js';
import { errorCodes } from '../../src/errors/error-code.js';
import { InvalidInputError } from '../../src/errors/invalid-input-error.js';
import { outOfRange } from '../../src/messages/about-options.js';
import { preferredLanguage } from '../../src/messages/language.js';
import { messageIn } from '../../src/messages/message-in.js';

describe('the language of a client', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh', 'zh'],
    ['zh-CN', 'zh'],
    ['ZH-tw', 'zh'],
    ['zh-Hant-HK', 'zh'],
    ['en', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['zhx', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['en;q=0.5, zh;q=0.6', 'zh'],
    ['fr, de;q=0.9, zh;q=0.1', 'zh'],
    ['zh;q=0.5, *;q=0.8', 'en'],
    ['zh;q=0', 'en'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['en;q=0, zh;q=0.1', 'zh'],
    ['zh ; q=1.000', 'zh'],
    ['zh;q=2', 'en'],
    ['zh;q=x', 'en'],
    [';;,,=', 'en'],
  ])('that prefers %j is %s', (preference, language) => {
    expect(preferredLanguage(preference)).toBe(language);
  });
});

describe('messages in Chinese', () => {
  it.each(errorCodes)('exist for %s', (code) => {
    const message = messageIn('zh', { code, message: '' });
    expect(message).toMatch(/\p{Script=Han}{4}/u);
  });

  it('say by the code what has words in English only', () => {
    expect(messageIn('zh', { code: 'QUEUE_FULL', message: 'The queue is full. Try again in 3 s.' })).toBe(
      '队列已满，请稍后再试',
    );
    expect(messageIn('zh', new InvalidInputError('Too many.'))).toBe(
      '请求有误，请修改后重新发送。（Too many.）',
    );
  });

  it('are the words of the error where it has some', () => {
    const wording = outOfRange('batchSize', { min: 1, max: 8, integer: true }, 9);
    const error = new CodedError('INVALID_INPUT', wording);
    expect(messageIn('en', error)).toBe('batchSize must be a whole number from 1 to 8, not 9.');
    expect(messageIn('zh', error)).toBe('batchSize 必须是 1 到 8 之间的整数，而不是 9。');
    expect(error.message).toBe(wording.en);
  });
});
