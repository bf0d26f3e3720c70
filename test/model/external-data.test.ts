import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeModel } from '../../src/model/compiler/onnx/encode-model.js';
import { dataType, type ValueInfo } from '../../src/model/compiler/onnx/model.js';
import { sessionOptions } from '../../src/model/session-options.js';
import { temporaryDirectory } from '../temporary-directory.js';

let directory: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const gibibyte = 2 ** 30;
const size = 1024;

// What lies before the tensor was never written and takes no room on disk.
test.each([2, 4, 5])('a tensor behind %i GiB of others is read where it lies', async (gibibytes) => {
  const offset = gibibytes * gibibyte + 64;
  const weights = Float32Array.from({ length: size }, (_, index) => index + gibibytes);
  const file = await open(join(directory, 'model.weights'), 'w');
  await file.write(new Uint8Array(weights.buffer), 0, weights.byteLength, offset);
  await file.close();
  const vector = (name: string): ValueInfo => ({ name, type: dataType.float, shape: [size] });
  const graph = {
    name: 'sum',
    nodes: [
      {
        operator: 'Add',
        domain: '',
        name: 'sum',
        inputs: ['given', 'weights'],
        outputs: ['sum'],
        attributes: {},
      },
    ],
    initializers: [
      {
        name: 'weights',
        type: dataType.float,
        shape: [size],
        data: { file: 'model.weights', offset, length: weights.byteLength },
      },
    ],
    inputs: [vector('given')],
    outputs: [vector('sum')],
  };
  const path = join(directory, 'model.onnx');
  await writeFile(path, encodeModel(graph, { '': 17 }, 'test'));
  const session = await InferenceSession.create(path, sessionOptions({ threads: 1 }));
  const { sum } = await session.run({ given: new Tensor('float32', new Float32Array(size), [size]) });
  expect(sum!.data).toEqual(weights);
  await session.release();
});
