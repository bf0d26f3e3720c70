/** The accepted formats, named as in their media types: `image/${format}`. */
export const pictureFormats = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'heic'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** How many bytes from the start of a file {@link sniffFormat} and `refusalOf` want to see; fewer if the file is shorter. */
export const sniffLength = 4096;

/**
 * The format that a file's first bytes announce, whatever its name or declared type says; undefined for all that is not
 * accepted. Plain JavaScript on purpose: it may look at strangers' bytes in a process where no decoder must.
 */
export function sniffFormat(head: Uint8Array): PictureFormat | undefined {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (hasMagic(head, 0, 'RIFF') && hasMagic(head, 8, 'WEBP')) return 'webp';
  if (hasMagic(head, 0, 'GIF87a') || hasMagic(head, 0, 'GIF89a')) return 'gif';
  if (isTiff(head)) return 'tiff';
  return sniffHeif(head);
}

/** Whether `head` has the bytes of `magic`, one per character, at `offset`. */
export function hasMagic(head: Uint8Array, offset: number, magic: string): boolean {
  if (head.length < offset + magic.length) return false;
  for (let i = 0; i < magic.length; i++) if (head[offset + i] !== magic.charCodeAt(i)) return false;
  return true;
}

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => head[i] === byte);
}

/** TIFF 6.0 and BigTIFF in both byte orders, without Canon's raw files, which only borrow the header. */
function isTiff(head: Uint8Array): boolean {
  if (hasMagic(head, 8, 'CR\x02')) return false;
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => hasMagic(head, 0, magic));
}

const avifBrands = ['avif', 'avis'];
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'];
const genericBrands = ['mif1', 'msf1'];

/** The `ftyp` box (ISO/IEC 14496-12): the major brand decides; one that names no codec leaves it to the compatible brands. */
function sniffHeif(head: Uint8Array): PictureFormat | undefined {
  if (!hasMagic(head, 4, 'ftyp') || head.length < 16) return undefined;
  const end = Math.min(head.length, new DataView(head.buffer, head.byteOffset).getUint32(0));
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) {
    // Bytes 12 to 15 are the minor version.
    if (at !== 12) brands.push(String.fromCharCode(...head.subarray(at, at + 4)));
  }
  const major = brands[0] ?? '';
  const named = genericBrands.includes(major) ? brands : [major];
  if (named.some((brand) => avifBrands.includes(brand))) return 'avif';
  if (named.some((brand) => heicBrands.includes(brand) || genericBrands.includes(brand))) return 'heic';
  return undefined;
}
