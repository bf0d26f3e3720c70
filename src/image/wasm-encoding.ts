/**
 * The little of WebAssembly's binary format that a module of a few functions over one memory needs.
 *
 * Source: WebAssembly core specification 2.0, chapter 5.
 */
export type Code = readonly number[];

export const i32 = 0x7f;
export const v128 = 0x7b;

export interface WasmFunction {
  readonly name: string;
  /** Number of i32 parameters; there is no result. */
  readonly parameters: number;
  /** Types of the locals, numbered on from the parameters. */
  readonly locals: readonly number[];
  readonly body: Code;
}

/** A module that exports `functions` and their `memory` of one page, which may grow. */
export function encodeModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...vector(filled(parameters, [i32])), 0]);
  const bodies = functions.map(({ locals, body }) => [
    ...vector(locals.map((type) => [1, type])),
    ...body,
    0x0b,
  ]);
  const exports = functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(3, vector(functions.map((_, i) => unsigned(i)))),
    ...section(5, vector([[0, 1]])),
    ...section(7, vector([[...text('memory'), 2, 0], ...exports])),
    ...section(10, vector(bodies.map((body) => [...unsigned(body.length), ...body]))),
  ]);
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const isLess = (a: Code, b: Code): Code => [...a, ...b, 0x49];
export const load = (address: Code): Code => [...address, 0x28, 2, 0];
export const store = (address: Code, value: Code): Code => [...address, ...value, 0x36, 0, 0];
/** Adds to a local; the step may be negative. */
export const advance = (local: number, step: number): Code => set(local, add(get(local), constant(step)));
/** Runs the body, and again as long as the condition is not 0. */
export const repeat = (body: readonly Code[], condition: Code): Code => [
  ...[0x03, 0x40, ...body.flat(), ...condition],
  ...[0x0d, 0, 0x0b],
];

/** A vector instruction on its operands. */
export const vectorOp = (opcode: number, ...operands: readonly Code[]): Code => [
  ...operands.flat(),
  0xfd,
  ...unsigned(opcode),
];
/** A vector load; `offset` bytes behind the address. */
export const vectorLoad = (opcode: number, address: Code, offset = 0): Code => [
  ...vectorOp(opcode, address),
  0,
  ...unsigned(offset),
];

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function text(name: string): Code {
  return vector(Array.from(name, (character) => [character.charCodeAt(0)]));
}

function filled(count: number, item: Code): Code[] {
  return Array.from({ length: count }, () => item);
}

/** Unsigned LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** Signed LEB128. */
function signed(value: number): Code {
  if (value >= -0x40 && value < 0x40) return [value & 0x7f];
  return [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
