/** How many numbered modules follow a prefix: `encoder.layers.0.…` to `encoder.layers.3.…` are 4. */
export function layerCount(names: Iterable<string>, prefix: string): number {
  let count = 0;
  const start = `${prefix}.`;
  for (const name of names) {
    if (!name.startsWith(start)) continue;
    const index = /^([0-9]{1,4})\./.exec(name.slice(start.length))?.[1];
    if (index !== undefined) count = Math.max(count, Number(index) + 1);
  }
  return count;
}

/** Blocks of the three stages of the image trunk, a ResNet. */
export function trunkStages(names: readonly string[]): [number, number, number] {
  const blocks = (stage: number) => layerCount(names, `encoder.embed_images.layer${stage}`);
  return [blocks(1), blocks(2), blocks(3)];
}
