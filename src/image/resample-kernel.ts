import { precisionBits } from './bicubic-weights.js';
import * as wasm from './wasm-encoding.js';
import { add, advance, get, set, vectorLoad, vectorOp, type Code } from './wasm-encoding.js';

/** A half, so that dropping the fraction rounds. */
export const roundingHalf = 1 << (precisionBits - 1);
/** Weights of one output are padded with zeros to a multiple of this. */
export const tapBlock = 4;

/**
 * The two inner loops of the resampling in WebAssembly: with its vector instructions, whose four lanes take a pixel's channels
 * or four samples, they are five times as fast as the same integer arithmetic in JavaScript. All addresses and lengths are bytes
 * in `memory`.
 */
export interface ResampleKernel {
  readonly memory: WebAssembly.Memory;
  /**
   * One row of RGB pixels to another: output `i` starts from the sample at `row + firsts[i]` and takes as many pixels as there
   * are weights. Reads up to a block of taps past the row and writes a byte past the output.
   */
  readonly resampleRow: (
    row: number,
    firsts: number,
    weights: number,
    weightsLength: number,
    count: number,
    target: number,
  ) => void;
  /** Adds `weight` times each of the samples from `row` on to the 32-bit sums from `sums` to `sumsEnd`, four at a time. */
  readonly addWeighted: (row: number, weight: number, sums: number, sumsEnd: number) => void;
}

export function createResampleKernel(): ResampleKernel {
  const module = new WebAssembly.Module(wasm.encodeModule([resampleRow(), addWeighted()]));
  return new WebAssembly.Instance(module).exports as unknown as ResampleKernel;
}

/** What follows the vector prefix (specification, 5.4.9), by what it does here. */
const opcode = {
  load: 0x00,
  load32Splat: 0x09,
  store: 0x0b,
  splat: 0x11,
  extractLane: 0x1b,
  load32Zero: 0x5c,
  narrowToUnsigned8: 0x66,
  narrowToSigned16: 0x85,
  extend8To16: 0x89,
  extend16To32: 0xa9,
  shiftRight: 0xac,
  add: 0xae,
  multiply: 0xb5,
} as const;

/** Four bytes of memory as four 32-bit lanes. */
function bytesAsLanes(address: Code, offset = 0): Code {
  return vectorOp(
    opcode.extend16To32,
    vectorOp(opcode.extend8To16, vectorLoad(opcode.load32Zero, address, offset)),
  );
}

function resampleRow(): wasm.WasmFunction {
  const [row, firsts, weights, weightsLength, count, target, sample, end, even, odd] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ] as const;
  // Two sums, so that an addition need not wait for the one before.
  const addTap = (sum: number, tap: number): Code => {
    const weight = vectorLoad(opcode.load32Splat, get(weights), tap * 4);
    return set(
      sum,
      vectorOp(opcode.add, get(sum), vectorOp(opcode.multiply, bytesAsLanes(get(sample), tap * 3), weight)),
    );
  };
  const sum = vectorOp(opcode.add, get(even), get(odd));
  const levels = vectorOp(opcode.shiftRight, sum, wasm.constant(precisionBits));
  // Narrowing saturates: it clips to a byte.
  const words = vectorOp(opcode.narrowToSigned16, get(even), get(even));
  const pixel = [...vectorOp(opcode.extractLane, vectorOp(opcode.narrowToUnsigned8, words, words)), 0];
  const body = wasm.repeat(
    [
      set(sample, add(get(row), wasm.load(get(firsts)))),
      set(end, add(get(weights), get(weightsLength))),
      set(even, vectorOp(opcode.splat, wasm.constant(roundingHalf))),
      set(odd, vectorOp(opcode.splat, wasm.constant(0))),
      wasm.repeat(
        [
          ...[addTap(even, 0), addTap(odd, 1), addTap(even, 2), addTap(odd, 3)],
          advance(sample, tapBlock * 3),
          advance(weights, tapBlock * 4),
        ],
        wasm.isLess(get(weights), get(end)),
      ),
      set(even, levels),
      wasm.store(get(target), pixel),
      ...[advance(firsts, 4), advance(target, 3), advance(count, -1)],
    ],
    get(count),
  );
  return {
    name: 'resampleRow',
    parameters: 6,
    locals: [wasm.i32, wasm.i32, wasm.v128, wasm.v128],
    body,
  };
}

function addWeighted(): wasm.WasmFunction {
  const [row, weight, sums, sumsEnd] = [0, 1, 2, 3] as const;
  const product = vectorOp(opcode.multiply, bytesAsLanes(get(row)), vectorOp(opcode.splat, get(weight)));
  const sum = vectorOp(opcode.add, vectorLoad(opcode.load, get(sums)), product);
  const body = wasm.repeat(
    [[...vectorOp(opcode.store, get(sums), sum), 0, 0], advance(row, 4), advance(sums, 16)],
    wasm.isLess(get(sums), get(sumsEnd)),
  );
  return { name: 'addWeighted', parameters: 4, locals: [], body };
}
