import type { PictureSource } from '../../captions/caption-request.js';
import { builder } from '../builder.js';
import '../scalars/file.js';

export const ImageInputType = builder.inputType('ImageInput', {
  description: 'Where the picture comes from: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    upload: t.field({ type: 'File', description: 'A file of a multipart request.' }),
    url: t.string({
      description:
        'A public http or https address that the server fetches the picture from. What keeps it from doing so fails the caption, not the request.',
    }),
    base64: t.string({ description: 'The bytes of the file in Base64.' }),
  }),
});

/**
 * The source that was given; that there is exactly one is checked when the input is read.
 *
 * @param argumentPath where the picture stands in the request, from the outside in
 * @throws InvalidInputError for a file that was taken already
 */
export function pictureSource(
  input: typeof ImageInputType.$inferInput,
  argumentPath: readonly string[],
): PictureSource {
  if (input.upload) return { kind: 'upload', picture: input.upload.take([...argumentPath, 'upload']) };
  return input.url === undefined ? { kind: 'base64', base64: input.base64 } : { kind: 'url', url: input.url };
}
