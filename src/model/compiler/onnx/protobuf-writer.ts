const varintType = 0;
const bytesType = 2;
const fixed32Type = 5;

/** Writes one protobuf message; fields appear in the order of the calls. */
export class ProtobufWriter {
  readonly #chunks: Uint8Array[] = [];

  /** A non-negative or negative integer as `int32`, `int64` or an enum. */
  integer(field: number, value: number): this {
    this.#varint((field << 3) | varintType);
    this.#chunks.push(encodeVarint(BigInt.asUintN(64, BigInt(value))));
    return this;
  }

  /** `repeated int64`, one entry a value, as proto2 writes it. */
  integers(field: number, values: readonly number[]): this {
    for (const value of values) this.integer(field, value);
    return this;
  }

  float(field: number, value: number): this {
    this.#varint((field << 3) | fixed32Type);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.#chunks.push(bytes);
    return this;
  }

  string(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    this.#varint((field << 3) | bytesType);
    this.#varint(value.byteLength);
    this.#chunks.push(value);
    return this;
  }

  message(field: number, write: (message: ProtobufWriter) => void): this {
    const inner = new ProtobufWriter();
    write(inner);
    return this.bytes(field, inner.finish());
  }

  finish(): Uint8Array {
    const message = new Uint8Array(this.#chunks.reduce((length, chunk) => length + chunk.byteLength, 0));
    let offset = 0;
    for (const chunk of this.#chunks) {
      message.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return message;
  }

  #varint(value: number): void {
    this.#chunks.push(encodeVarint(BigInt(value)));
  }
}

function encodeVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  while (value > 0x7fn) {
    bytes.push(Number(value & 0x7fn) | 0x80);
    value >>= 7n;
  }
  bytes.push(Number(value));
  return Uint8Array.from(bytes);
}
