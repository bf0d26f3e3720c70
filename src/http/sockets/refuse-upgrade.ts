import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CodedError } from '../../errors/coded-error.js';
import { errorTraits } from '../../errors/error-code.js';
import type { Language } from '../../errors/wording.js';
import { errorBody } from '../error-answer.js';

/** Answers a request for another protocol with an error, and closes. */
export function refuseUpgrade(
  socket: Duplex,
  error: CodedError,
  language: Language,
  status = errorTraits[error.code].httpStatus,
): void {
  const body = JSON.stringify(errorBody(error, language));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'x-content-type-options: nosniff',
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
