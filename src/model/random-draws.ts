const mask64 = (1n << 64n) - 1n;

/**
 * Uniform numbers in `[0, 1)` for sampling, the same for a seed on every machine and in every version: the upper 24 bits of
 * each output of xoshiro128** 1.1, its state filled with two outputs of SplitMix64, low words first, as its authors advise
 * (Blackman and Vigna, "Scrambled linear pseudorandom number generators", https://prng.di.unimi.it/).
 * @param seed whole, 0 to 2147483647
 */
export function randomDraws(seed: number, count: number): Float32Array {
  const state = filledState(seed);
  return Float32Array.from({ length: count }, () => (nextWord(state) >>> 8) / 2 ** 24);
}

/** One output of xoshiro128**, as a signed word. */
function nextWord(state: Int32Array): number {
  const output = Math.imul(rotateLeft(Math.imul(state[1]!, 5), 7), 9);
  const shifted = state[1]! << 9;
  state[2]! ^= state[0]!;
  state[3]! ^= state[1]!;
  state[1]! ^= state[2]!;
  state[0]! ^= state[3]!;
  state[2]! ^= shifted;
  state[3] = rotateLeft(state[3]!, 11);
  return output;
}

function filledState(seed: number): Int32Array {
  let counter = BigInt(seed);
  const words = Array.from({ length: 2 }, () => {
    counter = (counter + 0x9e3779b97f4a7c15n) & mask64;
    let mixed = counter;
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & mask64;
    mixed ^= mixed >> 31n;
    return [BigInt.asIntN(32, mixed), BigInt.asIntN(32, mixed >> 32n)];
  });
  return Int32Array.from(words.flat(), Number);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
