/**
 * GPT-2's printable alphabet: every byte has one character, so that vocabulary entries are readable texts. Printable Latin-1
 * bytes stand for themselves, the others follow from U+0100 on in order.
 */
function buildAlphabet(): readonly string[] {
  const characters: string[] = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const printable =
      (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
    characters.push(String.fromCharCode(printable ? byte : next++));
  }
  return characters;
}

/** Character of each byte. */
export const characterOfByte = buildAlphabet();

/** Byte of each character of the alphabet. */
export const byteOfCharacter: ReadonlyMap<string, number> = new Map(
  characterOfByte.map((character, byte) => [character, byte]),
);
