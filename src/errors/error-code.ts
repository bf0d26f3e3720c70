/** Every error that leaves the program carries one of these; the GraphQL enum `ErrorCode` has the same names. */
export const errorCodes = [
  'BAD_IMAGE',
  'UNSUPPORTED_FORMAT',
  'IMAGE_TOO_LARGE',
  'URL_BLOCKED',
  'URL_UNREACHABLE',
  'QUEUE_FULL',
  'TIMEOUT',
  'CANCELED',
  'OUT_OF_MEMORY',
  'DEVICE_UNAVAILABLE',
  'ENGINE_FAILED',
  'BAD_MODEL',
  'NOT_FOUND',
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorTraits {
  /** HTTP status where the error ends a request outside a GraphQL answer. */
  readonly httpStatus: number;
  /** Whether the same request may succeed when it is simply sent again. */
  readonly retryable: boolean;
  /** Exit status of the command line: 1 a picture or check failed, 2 wrong usage. */
  readonly exitStatus: 1 | 2;
}

export const errorTraits: Readonly<Record<ErrorCode, ErrorTraits>> = {
  BAD_IMAGE: { httpStatus: 422, retryable: false, exitStatus: 1 },
  UNSUPPORTED_FORMAT: { httpStatus: 415, retryable: false, exitStatus: 1 },
  IMAGE_TOO_LARGE: { httpStatus: 413, retryable: false, exitStatus: 1 },
  URL_BLOCKED: { httpStatus: 403, retryable: false, exitStatus: 1 },
  URL_UNREACHABLE: { httpStatus: 502, retryable: true, exitStatus: 1 },
  QUEUE_FULL: { httpStatus: 503, retryable: true, exitStatus: 1 },
  TIMEOUT: { httpStatus: 504, retryable: true, exitStatus: 1 },
  CANCELED: { httpStatus: 499, retryable: false, exitStatus: 1 },
  OUT_OF_MEMORY: { httpStatus: 503, retryable: true, exitStatus: 1 },
  DEVICE_UNAVAILABLE: { httpStatus: 503, retryable: true, exitStatus: 1 },
  ENGINE_FAILED: { httpStatus: 500, retryable: true, exitStatus: 1 },
  BAD_MODEL: { httpStatus: 500, retryable: false, exitStatus: 2 },
  NOT_FOUND: { httpStatus: 404, retryable: false, exitStatus: 1 },
  INVALID_INPUT: { httpStatus: 400, retryable: false, exitStatus: 2 },
  UNAUTHENTICATED: { httpStatus: 401, retryable: false, exitStatus: 1 },
  FORBIDDEN: { httpStatus: 403, retryable: false, exitStatus: 1 },
  RATE_LIMITED: { httpStatus: 429, retryable: true, exitStatus: 1 },
  INTERNAL: { httpStatus: 500, retryable: false, exitStatus: 1 },
};

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorTraits, value);
}
