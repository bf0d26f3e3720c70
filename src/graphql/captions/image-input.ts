import type { PictureSource } from '../../captions/caption-request.js';
import { builder } from '../builder.js';
import '../scalars/file.js';

export const ImageInputType = builder.inputType('ImageInput', {
  description: 'Where the picture comes from: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    upload: t.field({ type: 'File', description: 'A file of a multipart request.' }),
    base64: t.string({ description: 'The bytes of the file in Base64.' }),
  }),
});

/**
 * The source that was given; that there is exactly one is checked when the input is read.
 *
 * @throws InvalidInputError for a file that was taken already
 */
export function pictureSource({ upload, base64 }: typeof ImageInputType.$inferInput): PictureSource {
  return upload ? { kind: 'upload', picture: upload.take() } : { kind: 'base64', base64 };
}
