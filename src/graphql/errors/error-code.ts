import { errorCodes, type ErrorCode } from '../../errors/error-code.js';
import { builder } from '../builder.js';

const descriptions: Readonly<Record<ErrorCode, string>> = {
  BAD_IMAGE: 'The file is damaged, cut off or empty.',
  UNSUPPORTED_FORMAT: 'The file is no picture, or in a format that the server does not read.',
  IMAGE_TOO_LARGE: 'The picture, the file or the request is over a limit.',
  URL_BLOCKED: 'The address is not one that the server may fetch from.',
  URL_UNREACHABLE: 'The address did not answer with a picture.',
  QUEUE_FULL: 'The server has as much to do as it may have. Try again later.',
  TIMEOUT: 'The time for the caption was over.',
  CANCELED: 'The caption was given up before it was ready.',
  OUT_OF_MEMORY: 'The device has too little memory.',
  DEVICE_UNAVAILABLE: 'The device that should compute is not there.',
  ENGINE_FAILED: 'The engine failed each time it tried.',
  BAD_MODEL: 'The model directory cannot be served.',
  NOT_FOUND: 'There is nothing under that name or id.',
  INVALID_INPUT: 'The request itself is wrong: its syntax, an argument or an option.',
  UNAUTHENTICATED: 'A key is needed.',
  FORBIDDEN: 'This is not allowed.',
  RATE_LIMITED: 'Too many requests in a short time.',
  INTERNAL: 'A fault of the server; its log says more.',
};

export const ErrorCodeType = builder.enumType('ErrorCode', {
  description: 'What went wrong. Every error carries one, in a field `code` or in `extensions.code`.',
  values: Object.fromEntries(
    errorCodes.map((code) => [code, { value: code, description: descriptions[code] }]),
  ) as Record<ErrorCode, { value: ErrorCode; description: string }>,
});
