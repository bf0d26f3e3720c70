import { captionOf, type Picture } from '../picture.js';

/** A caption as it leaves the page. */
export interface ExportedCaption {
  /** Name of the file, or the URL. */
  readonly name: string;
  readonly caption: string;
  /** Whether the name is a URL. */
  readonly byUrl: boolean;
  /** Other wordings, the best first. */
  readonly alternatives: readonly string[];
}

/** The pictures that have a caption, in the order of the list. */
export function exportedCaptions(pictures: readonly Picture[]): readonly ExportedCaption[] {
  return pictures.flatMap((picture) => {
    const caption = captionOf(picture);
    const { name, alternatives, state } = picture;
    if (caption === null || state !== 'SUCCEEDED') return [];
    return [{ name, caption, byUrl: /^https?:\/\//i.test(name), alternatives }];
  });
}
