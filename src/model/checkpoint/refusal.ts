import type { BadModelError } from '../../errors/bad-model-error.js';

/** Makes the error that says why a file cannot be used; it names the file by itself. */
export type Refusal = (reason: string) => BadModelError;
