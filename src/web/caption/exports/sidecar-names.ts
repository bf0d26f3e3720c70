/** Characters that a file of some system cannot have in its name, or that lead into another folder. */
const forbidden = /[\p{Cc}<>:"/\\|?*]/gu;

/**
 * Names for the text files of pictures: `dog.webp` becomes `dog.txt`. Where two would be the same, the later one keeps its
 * ending (`dog.webp.txt`), or gets a number.
 */
export function sidecarNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const safe = name.replace(forbidden, '_').replace(/^\.+/, '_') || 'picture';
    const stem = safe.replace(/(?!^)\.[^.]{1,5}$/, '');
    let chosen = taken.has(stem.toLowerCase()) ? safe : stem;
    for (let number = 2; taken.has(chosen.toLowerCase()); number++) chosen = `${safe} (${number})`;
    // Windows and macOS tell no difference between small and capital letters.
    taken.add(chosen.toLowerCase());
    return `${chosen}.txt`;
  });
}
