import { writeFile } from 'node:fs/promises';
import { encodeModel } from '../compiler/onnx/encode-model.js';
import { dataType, type ValueInfo } from '../compiler/onnx/model.js';

/**
 * Writes a graph that multiplies two float32 matrices, inputs `a` and `b` `[size, size]`, output `product`: what the runtime
 * reaches there is the peak that a caption is compared with. One run takes `2 * size ** 3` floating point operations.
 */
export async function writeMatMulGraph(path: string, size: number): Promise<void> {
  const square = (name: string): ValueInfo => ({ name, type: dataType.float, shape: [size, size] });
  const node = {
    operator: 'MatMul',
    domain: '',
    name: 'product',
    inputs: ['a', 'b'],
    outputs: ['product'],
    attributes: {},
  };
  const graph = {
    name: 'matmul',
    nodes: [node],
    initializers: [],
    inputs: [square('a'), square('b')],
    outputs: [square('product')],
  };
  await writeFile(path, encodeModel(graph, { '': 17 }, 'ofa-caption'));
}
