const longest = 255;

/**
 * The name of the file a URL seems to mean: its last path segment, decoded, without characters that do not show or that
 * separate folders, at most 255 characters; null if nothing is left. For people to read, never to be used as a path.
 *
 * @example pictureName(new URL('https://host/a/caf%C3%A9.jpg?size=2')) // 'café.jpg'
 */
export function pictureName(url: URL): string | null {
  const segment = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  const characters = Array.from(
    decoded(segment)
      .replace(/[\p{C}\p{Zl}\p{Zp}/\\]/gu, '')
      .trim(),
  );
  const name = characters.slice(0, longest).join('').trim();
  return /^\.*$/.test(name) ? null : name;
}

/** As it stands where it is not escaped UTF-8; older sites escape other encodings. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
