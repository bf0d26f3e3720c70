import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BadModelError } from '../../src/errors/bad-model-error.js';
import { publishedName, withPublishedNames } from '../../src/model/checkpoint/fairseq-names.js';
import { gather, type View } from '../../src/model/checkpoint/gather.js';
import { openTorch } from '../../src/model/checkpoint/torch.js';
import { named, opcodes, tensorDictionary, text } from './write-pickle.js';
import { writeArchive, writeTorch } from './write-torch.js';

let directory: string;
let path: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ofa-torch-'));
  path = join(directory, 'x.pt');
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function expectRefusal(...mentions: string[]): Promise<void> {
  const opening = openTorch(path);
  await expect(opening).rejects.toThrow(BadModelError);
  for (const mention of ['x.pt', ...mentions]) await expect(opening).rejects.toThrow(mention);
}

const matrix = { name: 'w', shape: [2, 3], storageClass: 'FloatStorage', key: '0', elements: 6 };
const values = Float32Array.of(1, 2, 3, 4, 5, 6);
const valueBytes = new Uint8Array(values.buffer);

describe('a pickle', () => {
  const pickle = (...parts: Buffer[]) => Buffer.concat([opcodes.protocol2, ...parts]);
  const { emptyTuple, emptyDictionary, mark, reduce, setItems, stop } = opcodes;

  test.each<[string, Buffer, ...string[]]>([
    ['that ends early', pickle(emptyDictionary), 'byte 3', 'needs 1 bytes'],
    ['without a value', pickle(stop), 'byte 2: STOP', 'not there'],
    [
      'that takes values from below a mark',
      pickle(emptyDictionary, mark, Buffer.from('0'), stop),
      'byte 4: POP',
    ],
    ['with a mark too few', pickle(emptyDictionary, setItems, stop), 'byte 3: SETITEMS', 'mark'],
    ['with a key without value', pickle(emptyDictionary, mark, text('w'), setItems), 'a key without a value'],
    ['that sets items of a text', pickle(text('w'), mark, setItems), 'items of a string'],
    ['that calls a text', pickle(text('w'), emptyTuple, reduce), 'REDUCE: calls a string'],
    [
      'that calls a storage class',
      pickle(named('torch', 'FloatStorage'), emptyTuple, reduce),
      'calls a storage-class',
    ],
    ['with a text that is not UTF-8', pickle(Buffer.from('X\x01\0\0\0\xff', 'latin1')), 'not UTF-8'],
    [
      'with an opcode of protocol 4',
      pickle(Buffer.from([0x8e, 0, 0, 0, 0, 0, 0, 0, 16])),
      'byte 2: opcode 0x8e',
    ],
    ['with an older opcode that names a class', pickle(Buffer.from('ios\nsystem\n')), 'byte 2: opcode 0x69'],
    [
      'with a name within a known one',
      pickle(named('collections', 'OrderedDict.fromkeys')),
      'OrderedDict.fromkeys',
    ],
    ['with a name as long as a book', pickle(named('x'.repeat(100_000), 'y')), 'xxx'],
    [
      'that sets the state of a plain dictionary',
      pickle(emptyDictionary, emptyDictionary, Buffer.from('b')),
      'BUILD',
    ],
  ])('%s is refused', async (_what, bytes, ...mentions) => {
    await writeArchive(path, { 'archive/data.pkl': bytes });
    await expectRefusal('archive/data.pkl', ...mentions);
  });

  test.each<[string, object, ...string[]]>([
    ['more dimensions than strides', { strides: [1] }, '2 dimensions with 1 strides'],
    ['a negative size', { shape: [-1, 3] }, 'not a whole number'],
    ['a stride beyond its storage', { strides: [4, 1] }, 'beyond storage 0 of 6 elements'],
    ['a size that overflows', { shape: [2 ** 31, 2 ** 31], strides: [0, 0] }, 'repeats'],
    ['rows that overlap', { shape: [3, 3], strides: [1, 1] }, 'overlap'],
    ['fewer bytes than elements', { elements: 7 }, "entry 'archive/data/0' has 24 bytes", '7 elements', '28'],
    ['a storage of another folder', { key: '../0' }, '../0'],
  ])('of a tensor with %s is refused', async (_what, change, ...mentions) => {
    const row = { ...matrix, ...change };
    await writeArchive(path, { 'archive/data.pkl': tensorDictionary([row]), 'archive/data/0': valueBytes });
    await expectRefusal(...mentions);
  });
});

describe('an archive', () => {
  test('with deflated entries is read', async () => {
    const pickle = tensorDictionary([{ ...matrix, shape: [3, 2], strides: [1, 3] }]);
    const numbers = Float32Array.from({ length: 300_000 }, (_, index) => Math.fround(Math.sin(index)));
    const rows = tensorDictionary([{ ...matrix, shape: [300_000], elements: 300_000 }]);
    for (const [bytes, data, expected] of [
      [pickle, values, Float32Array.of(1, 4, 2, 5, 3, 6)],
      [rows, numbers, numbers],
    ] as const) {
      const entries = { 'archive/data.pkl': bytes, 'archive/data/0': new Uint8Array(data.buffer) };
      await writeArchive(path, entries, { deflate: true });
      const checkpoint = await openTorch(path);
      const read = Buffer.from((await checkpoint.readFloats('w')).buffer);
      expect(read.equals(Buffer.from(expected.buffer))).toBe(true);
      await checkpoint.close();
    }
  });

  test('with a large deflated entry is refused where its elements are scattered', async () => {
    const elements = 5 << 20;
    const row = { ...matrix, shape: [2, elements / 2], strides: [1, 2], elements };
    const zeros = new Uint8Array(elements * 4);
    const entries = { 'archive/data.pkl': tensorDictionary([row]), 'archive/data/0': zeros };
    await writeArchive(path, entries, { deflate: true });
    await expectRefusal("'w'", "compressed entry 'archive/data/0'");
  });

  test('with a deflated entry that is damaged is refused', async () => {
    const packed = deflateRawSync(tensorDictionary([matrix]));
    await writeArchive(path, { 'archive/data.pkl': packed.subarray(0, 20) }, { method: 8, bytes: 200 });
    await expectRefusal("entry 'archive/data.pkl'");
  });

  test('with an entry compressed in another way is refused', async () => {
    await writeArchive(path, { 'archive/data.pkl': valueBytes }, { method: 93 });
    await expectRefusal("entry 'archive/data.pkl' is compressed by method 93");
  });

  test('with two pickles is refused', async () => {
    await writeArchive(path, { 'a/data.pkl': valueBytes, 'b/data.pkl': valueBytes });
    await expectRefusal('2 entries');
  });

  test('whose directory and headers disagree is refused', async () => {
    await writeTorch(path, [{ name: 'w', shape: [6], values: () => values }]);
    const bytes = await readFile(path);
    bytes.write('other', bytes.indexOf('archive/data/0'));
    await writeFile(path, bytes);
    await expectRefusal("entry 'archive/data/0' has another name");
  });

  test('that was cut off is refused', async () => {
    await writeTorch(path, [{ name: 'w', shape: [6], values: () => values }]);
    const bytes = await readFile(path);
    for (const left of [1, 3, 60, bytes.length - 150, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, left));
      await expectRefusal('not a usable PyTorch checkpoint');
    }
  });

  test('that shrinks while it is open is named', async () => {
    await writeTorch(path, [{ name: 'w', shape: [100_000] }]);
    const checkpoint = await openTorch(path);
    const file = await open(path, 'r+');
    await file.truncate(1000);
    await file.close();
    await expect(checkpoint.readBytes('w')).rejects.toThrow("entry 'archive/data/0' is truncated");
    await checkpoint.close();
  });

  test('with every byte changed once opens or is refused, never worse', async () => {
    await writeTorch(path, [{ name: 'w', shape: [6], values: () => values }]);
    const bytes = await readFile(path);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      await writeFile(path, changed);
      try {
        await (await openTorch(path)).close();
      } catch (error) {
        expect(error).toBeInstanceOf(BadModelError);
      }
    }
  });
});

describe('scattered elements', () => {
  const storage = Uint32Array.from({ length: 3_000_000 }, (_, index) => index);
  const storageBytes = new Uint8Array(storage.buffer);

  async function gathered(view: View): Promise<{ elements: Uint32Array; largestRead: number }> {
    let largestRead = 0;
    const bytes = await gather(view, 4, (target, position) => {
      largestRead = Math.max(largestRead, target.byteLength);
      target.set(storageBytes.subarray(position, position + target.byteLength));
      return Promise.resolve();
    });
    return { elements: new Uint32Array(bytes.buffer), largestRead };
  }

  test.each<[string, View]>([
    ['a transposed matrix larger than the window', { offset: 0, shape: [1500, 2000], strides: [1, 1500] }],
    ['every third column', { offset: 2, shape: [1000, 900], strides: [3000, 3] }],
    ['axes in another order', { offset: 5, shape: [7, 5, 3], strides: [3, 21, 1] }],
    ['repeated rows', { offset: 1, shape: [4, 3], strides: [0, 1] }],
    ['rows that overlap', { offset: 0, shape: [3, 4], strides: [1, 1] }],
    ['strides that do not nest', { offset: 0, shape: [6, 5], strides: [400_000, 150_000] }],
    ['axes of one element', { offset: 9, shape: [1, 3, 1], strides: [77, 2, 13] }],
    ['one element', { offset: 2_999_999, shape: [], strides: [] }],
    ['none', { offset: 0, shape: [0, 3], strides: [1, 1] }],
  ])('%s', async (_what, view) => {
    const { elements, largestRead } = await gathered(view);
    const expected = Uint32Array.from(indices(view));
    expect(elements).toHaveLength(expected.length);
    expect(elements.findIndex((element, at) => element !== expected[at])).toBe(-1);
    expect(largestRead).toBeLessThanOrEqual(4 << 20);
  });

  function* indices({ offset, shape, strides }: View, dimension = 0): Generator<number> {
    if (dimension === shape.length) {
      yield offset;
      return;
    }
    for (let index = 0; index < shape[dimension]!; index++) {
      yield* indices({ offset: offset + index * strides[dimension]!, shape, strides }, dimension + 1);
    }
  }
});

describe("fairseq's names", () => {
  test.each([
    ['encoder.layers.3.attn_ln.weight', 'encoder.layers.3.self_attn_mid_layer_norm.weight'],
    ['decoder.layers.0.self_attn_ln.bias', 'decoder.layers.0.self_attn_mid_layer_norm.bias'],
    ['decoder.layers.0.cross_attn_ln.bias', 'decoder.layers.0.cross_attn_mid_layer_norm.bias'],
    ['decoder.layers.0.encoder_attn.q_proj.weight', 'decoder.layers.0.cross_attn.q_proj.weight'],
    ['decoder.layers.0.encoder_attn.c_attn', 'decoder.layers.0.cross_attn.c_attn'],
    ['decoder.layers.0.encoder_attn_layer_norm.bias', 'decoder.layers.0.cross_attn_layer_norm.bias'],
    ['encoder.layers.11.ffn_layernorm.weight', 'encoder.layers.11.ffn_layer_norm.weight'],
    ['encoder.layers.0.self_attn_layer_norm.weight', 'encoder.layers.0.self_attn_layer_norm.weight'],
    ['decoder.layers.0.cross_attn_layer_norm.bias', 'decoder.layers.0.cross_attn_layer_norm.bias'],
    ['encoder.embed_images.layer1.0.bn1.bias', 'encoder.embed_images.layer1.0.bn1.bias'],
    ['decoder.version', null],
  ])('%s', (name, expected) => {
    expect(publishedName(name)).toBe(expected);
  });

  test.each([
    [['decoder.layers.0.encoder_attn.c_attn', 'decoder.layers.0.cross_attn.c_attn'], 'are both'],
    [['encoder.layers.0.w_resid'], 'scale_resids'],
  ])('%s together are refused', async (names, message) => {
    await writeTorch(
      path,
      names.map((name) => ({ name, shape: [2], values: () => Float32Array.of(1, 2) })),
    );
    const checkpoint = await openTorch(path);
    expect(() => withPublishedNames(checkpoint)).toThrow(message);
    await checkpoint.close();
  });
});
