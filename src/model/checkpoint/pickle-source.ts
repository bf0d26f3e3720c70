import type { Refusal } from './refusal.js';

/** The bytes of a pickle, read in order; nothing is read, or allocated, beyond them. */
export class PickleSource {
  readonly #bytes: Buffer;
  readonly #refuse: Refusal;
  readonly #text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #at = 0;

  /** @param refuse makes the error for what is cut off or not text */
  constructor(bytes: Uint8Array, refuse: Refusal) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#refuse = refuse;
  }

  get offset(): number {
    return this.#at;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#advance(1));
  }

  uint16(): number {
    return this.#bytes.readUInt16LE(this.#advance(2));
  }

  int32(): number {
    return this.#bytes.readInt32LE(this.#advance(4));
  }

  uint32(): number {
    return this.#bytes.readUInt32LE(this.#advance(4));
  }

  float64(): number {
    return this.#bytes.readDoubleBE(this.#advance(8));
  }

  /** A little-endian two's complement integer of some bytes. */
  integer(length: number): number | bigint {
    const start = this.#advance(length);
    let value = 0n;
    for (let at = start + length - 1; at >= start; at--) value = (value << 8n) | BigInt(this.#bytes[at]!);
    const signed = BigInt.asIntN(8 * length, value);
    const isSafe = signed >= Number.MIN_SAFE_INTEGER && signed <= Number.MAX_SAFE_INTEGER;
    return isSafe ? Number(signed) : signed;
  }

  string(length: number): string {
    const start = this.#advance(length);
    return this.#decode(this.#bytes.subarray(start, start + length));
  }

  /** The text up to the end of the line. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw this.#refuse('a line without end');
    const text = this.#decode(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  #advance(length: number): number {
    const start = this.#at;
    const left = this.#bytes.length - start;
    if (length > left) throw this.#refuse(`needs ${length} bytes, ${left} are left`);
    this.#at = start + length;
    return start;
  }

  #decode(bytes: Uint8Array): string {
    try {
      return this.#text.decode(bytes);
    } catch {
      throw this.#refuse('a text that is not UTF-8');
    }
  }
}
