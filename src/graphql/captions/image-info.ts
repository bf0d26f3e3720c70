import type { CaptionRow } from '../../storage/caption-records.js';
import { builder } from '../builder.js';

export const ImageInfoType = builder.objectRef<CaptionRow>('ImageInfo').implement({
  description: 'The picture of a caption. What is not known, or not yet, is null.',
  fields: (t) => ({
    name: t.exposeString('imageName', { nullable: true, description: 'File name, as the client gave it.' }),
    url: t.exposeString('imageUrl', {
      nullable: true,
      description: 'Where it was to be fetched from, as the client gave it; null for any other source.',
    }),
    sha256: t.exposeString('imageSha256', {
      nullable: true,
      description: 'SHA-256 of the bytes, as lower-case hexadecimal digits.',
    }),
    bytes: t.exposeInt('imageBytes', { nullable: true, description: 'Size of the file in bytes.' }),
    width: t.exposeInt('imageWidth', {
      nullable: true,
      description: 'Width in pixels, with the orientation applied.',
    }),
    height: t.exposeInt('imageHeight', {
      nullable: true,
      description: 'Height in pixels, with the orientation applied.',
    }),
    format: t.exposeString('imageFormat', {
      nullable: true,
      description: 'Format found in the bytes, such as jpeg; the file name is never asked.',
    }),
    thumbnailUrl: t.string({
      nullable: true,
      description:
        'Link to a small WebP of the picture, relative to the server, valid for one hour; null when the picture was not kept.',
      resolve: async ({ id, imageSha256, imageFormat }, _args, { blobs, thumbnailLinks }) => {
        if (imageSha256 === null || imageFormat === null) return null;
        return (await blobs.has(imageSha256)) ? thumbnailLinks.linkTo(id) : null;
      },
    }),
  }),
});
