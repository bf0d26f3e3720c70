import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { badModelName } from '../../messages/about-models.js';

/** Lower case only, as some file systems tell `A` from `a` and others do not; no dot at an end, which Windows drops. */
const namePattern = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_-])?$/;

/** @throws InvalidInputError when a model cannot go by that name */
export function checkModelName(name: string): void {
  if (!namePattern.test(name)) throw new InvalidInputError(badModelName(name), ['name']);
}

/** The name that a model goes by when none is given: that of its file or directory, in lower case. */
export function modelNameOf(basename: string): string {
  return basename
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+|[.-]+$/g, '')
    .slice(0, 64);
}
