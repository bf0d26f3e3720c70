import type { UploadedPicture } from '../../captions/caption-request.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { uploadUsedTwice } from '../../messages/about-options.js';
import type { StagedPicture } from '../../storage/blobs.js';

/** The value of a `File` variable: made from a file part of the request, which no JSON can forge. */
export class UploadedFile {
  readonly #picture: UploadedPicture;
  #taken = false;

  constructor(name: string | null, staged: StagedPicture) {
    this.#picture = { name, staged };
  }

  /**
   * Hands the picture over; whoever gets it may move it away.
   *
   * @param argumentPath where it stands in the request, from the outside in
   * @throws InvalidInputError the second time: a request may name one variable in two places
   */
  take(argumentPath: readonly string[]): UploadedPicture {
    if (this.#taken) throw new InvalidInputError(uploadUsedTwice(), argumentPath);
    this.#taken = true;
    return this.#picture;
  }

  /** Where the bytes lie, unless somebody took them. */
  get staged(): StagedPicture {
    return this.#picture.staged;
  }

  // Messages about a variable show its value.
  toJSON(): string {
    return '[file]';
  }
}
