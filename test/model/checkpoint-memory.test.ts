import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { goldenPath, readGoldenJson } from '../golden/golden-data.js';
import { measureOpening } from './measure-opening.js';
import { named, opcodes, text } from './write-pickle.js';
import { writeArchive, writeTorch } from './write-torch.js';

const megabyte = 1 << 20;
const mostForHostile = 64 * megabyte;

let directory: string;
let path: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ofa-memory-'));
  path = join(directory, 'x.pt');
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

test.each(['torch', 'safetensors'])(
  'no golden %s file, hostile or not, takes more than 64 MB',
  async (kind) => {
    const files = Object.keys(readGoldenJson(`${kind}/expected.json`, z.record(z.string(), z.unknown())));
    const { growth, outcomes } = await measureOpening(...files.map((file) => goldenPath(`${kind}/${file}`)));
    expect(outcomes).toHaveLength(files.length);
    for (const { code } of outcomes) expect([undefined, 'BAD_MODEL']).toContain(code);
    expect(growth).toBeLessThan(mostForHostile);
  },
);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** `count` times what `make` gives. */
function repeated(count: number, make: (index: number) => Buffer): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, index) => make(index)));
}

async function expectRefusalOf(file: string, message: string): Promise<void> {
  const { growth, outcomes } = await measureOpening(file);
  expect(outcomes).toEqual([
    { path: file, code: 'BAD_MODEL', message: expect.stringContaining(message) as string },
  ]);
  expect(growth).toBeLessThan(mostForHostile);
}

const smallDictionary = Buffer.from('}NNs');
const pickles: readonly [string, () => Buffer, string][] = [
  ['dictionaries without end', () => Buffer.alloc(8 * megabyte - 2, '}'), 'values at once'],
  [
    'a dictionary of a great many dictionaries',
    () =>
      Buffer.concat([
        opcodes.emptyDictionary,
        repeated(200_000, (index) =>
          Buffer.concat([Buffer.from('J'), uint32(index), smallDictionary, Buffer.from('s')]),
        ),
      ]),
    'operations',
  ],
  [
    'as many remembered values',
    () => repeated(400_000, (index) => Buffer.concat([Buffer.from('}r'), uint32(index), Buffer.from('0')])),
    'operations',
  ],
  [
    'tuples within tuples',
    () => Buffer.concat([opcodes.emptyTuple, Buffer.alloc(1_000_000, 0x85)]),
    'operations',
  ],
  ['marks within marks', () => Buffer.alloc(1_000_000, '('), 'nested deeper'],
  [
    'one enormous text',
    () => Buffer.concat([text('é'.repeat(4 * megabyte - 100)), opcodes.stop]),
    'not a dictionary',
  ],
  [
    'a text that is longer than the file',
    () => Buffer.concat([Buffer.from('X'), uint32(0xffffffff)]),
    'needs 4294967295 bytes',
  ],
  [
    'an OrderedDict called again and again',
    () =>
      Buffer.concat([
        repeated(100_000, () => Buffer.concat([named('collections', 'OrderedDict'), Buffer.from(')R')])),
      ]),
    'operations',
  ],
  ['a dictionary that holds itself', () => Buffer.from('}q\0(X\x01\0\0\0ah\0u.', 'latin1'), 'no tensors'],
];

describe('a pickle that wants memory is refused with 64 MB at most', () => {
  test.each(pickles)('%s', async (_what, make, message) => {
    const pickle = Buffer.concat([opcodes.protocol2, make()]);
    await writeArchive(path, { 'archive/data.pkl': pickle });
    await expectRefusalOf(path, message);
  });
});

describe('an archive that wants memory is refused with 64 MB at most', () => {
  const expectRefusal = (message: string): Promise<void> => expectRefusalOf(path, message);

  test('an entry that unpacks to far more than a pickle has', async () => {
    const packed = deflateRawSync(Buffer.alloc(256 * megabyte), { level: 9 });
    await writeArchive(path, { 'archive/data.pkl': packed }, { method: 8, bytes: 256 * megabyte });
    await expectRefusal("entry 'archive/data.pkl' has 268435456 bytes");
    await writeArchive(path, { 'archive/data.pkl': packed }, { method: 8, bytes: 1000 });
    await expectRefusal("entry 'archive/data.pkl'");
  });

  test('an entry that cannot unpack to what it claims', async () => {
    await writeArchive(path, { 'archive/data.pkl': Buffer.alloc(10) }, { method: 8, bytes: megabyte });
    await expectRefusal('cannot have 1048576 bytes');
  });

  test('more entries than a checkpoint has', async () => {
    const entries = Object.fromEntries(
      Array.from({ length: 70_000 }, (_, index) => [`a/${index}`, Buffer.alloc(0)]),
    );
    await writeArchive(path, entries);
    await expectRefusal('70000 entries');
  });
});

describe('a safetensors file that wants memory is refused with 64 MB at most', () => {
  const closing = Buffer.from(']');
  const headers: readonly [string, () => Buffer, string][] = [
    ['lists within lists', () => nested(megabyte - 100, '{"a":'), 'nest too deep'],
    [
      'a great many lists',
      () =>
        Buffer.concat([
          Buffer.from('{"a":[[]'),
          Buffer.alloc(megabyte - 100, ',[]'),
          closing,
          Buffer.from('}'),
        ]),
      'malformed',
    ],
    ['a header as large as the reference takes', () => Buffer.alloc(100_000_000, ' '), '100000000 bytes'],
  ];
  test.each(headers)('%s', async (_what, make, message) => {
    const header = make();
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const file = join(directory, 'model.safetensors');
    await writeFile(file, Buffer.concat([length, header]));
    await expectRefusalOf(file, message);
  });

  test('an index of lists within lists', async () => {
    const file = join(directory, 'model.safetensors.index.json');
    await writeFile(file, nested(megabyte - 100, '{"weight_map":'));
    await expectRefusalOf(file, 'nest too deep');
    await writeFile(file, Buffer.alloc(2 * megabyte, ' '));
    await expectRefusalOf(file, '2097152 bytes');
  });

  /** JSON with about `bytes` brackets in it. */
  function nested(bytes: number, opening: string): Buffer {
    const half = Math.floor(bytes / 2);
    return Buffer.concat([
      Buffer.from(opening),
      Buffer.alloc(half, '['),
      Buffer.alloc(half, ']'),
      Buffer.from('}'),
    ]);
  }
});

test('a file of more than 4 GB is read in less than 1 GB', async () => {
  // As large as OFA-huge's largest tensors; what was never written takes no room on disk.
  const storages = Array.from({ length: 14 }, (_, index) => ({ name: `w${index}`, shape: [59_457, 1_280] }));
  const last = { name: 'last', shape: [2], values: () => Float32Array.of(1, 2) };
  await writeTorch(path, [...storages, last]);
  const { growth, outcomes } = await measureOpening(path);
  expect(outcomes).toEqual([{ path, tensors: 15, elements: 14 * 59_457 * 1_280 + 2 }]);
  expect(growth).toBeLessThan(1024 * megabyte);
}, 120_000);
