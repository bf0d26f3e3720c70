import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BadModelError } from '../../src/errors/bad-model-error.js';
import type { Checkpoint } from '../../src/model/checkpoint/checkpoint.js';
import { openTorch } from '../../src/model/checkpoint/torch.js';
import { goldenPath, readGoldenJson } from './golden-data.js';

const tensorSchema = z.object({
  name: z.string(),
  dtype: z.string(),
  shape: z.array(z.number()),
  values: z.array(z.union([z.number(), z.string(), z.boolean()])),
  bytes_sha256: z.string(),
});
type GoldenTensor = z.infer<typeof tensorSchema>;

const files = readGoldenJson(
  'torch/expected.json',
  z.record(
    z.string(),
    z.object({
      expect: z.enum(['load', 'refuse', 'either', 'refuse-or-empty']),
      tensors: z.array(tensorSchema).optional(),
      aliases: z.array(z.array(z.string())).optional(),
      error_mentions: z.string().optional(),
    }),
  ),
);
const path = (file: string) => goldenPath(`torch/${file}`);
const thatAre = (...kinds: string[]) =>
  Object.entries(files).filter(([, { expect }]) => kinds.includes(expect));

/** What a hostile file here would make, were it run. */
const trace = 'ofa_golden_pwned';
function expectNothingRun(): void {
  for (const directory of ['.', '/', '/tmp', goldenPath('torch')]) {
    expect(existsSync(join(directory, trace))).toBe(false);
  }
  expect('polluted' in {}).toBe(false);
}

async function expectTensors(checkpoint: Checkpoint, tensors: readonly GoldenTensor[]): Promise<void> {
  expect([...checkpoint.tensors.keys()].sort()).toEqual(tensors.map(({ name }) => name).sort());
  for (const { name, dtype, shape, values, bytes_sha256 } of tensors) {
    expect(checkpoint.tensors.get(name)).toMatchObject({ dtype, shape });
    const bytes = await checkpoint.readBytes(name);
    expect(bytes.byteLength).toBe(checkpoint.tensors.get(name)?.byteLength);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(bytes_sha256);
    if (!['F32', 'F16', 'BF16'].includes(dtype)) {
      await expect(checkpoint.readFloats(name)).rejects.toThrow(`'${name}' has dtype ${dtype}`);
      continue;
    }
    expect(await checkpoint.readFloats(name)).toEqual(Float32Array.from(values, Number));
  }
}

describe('loads', () => {
  test.each(thatAre('load'))('%s', async (file, { tensors = [], aliases = [] }) => {
    const checkpoint = await openTorch(path(file));
    await expectTensors(checkpoint, tensors);
    for (const [first, ...others] of aliases) {
      for (const other of others) {
        expect(await checkpoint.readBytes(other)).toEqual(await checkpoint.readBytes(first!));
      }
    }
    await checkpoint.close();
  });
});

describe('refuses', () => {
  test.each(thatAre('refuse', 'refuse-or-empty'))('%s', async (file, { error_mentions }) => {
    const opening = openTorch(path(file));
    await expect(opening).rejects.toThrow(BadModelError);
    await expect(opening).rejects.toThrow(file);
    if (error_mentions !== undefined) await expect(opening).rejects.toThrow(error_mentions);
    expectNothingRun();
  });
});

describe('loads exactly what is listed, or refuses', () => {
  test.each(thatAre('either'))('%s', async (file, { tensors, error_mentions = '' }) => {
    let checkpoint: Checkpoint;
    try {
      checkpoint = await openTorch(path(file));
    } catch (error) {
      expect(error).toBeInstanceOf(BadModelError);
      expect((error as BadModelError).message).toContain(error_mentions);
      return;
    } finally {
      expectNothingRun();
    }
    await expectTensors(checkpoint, tensors ?? []);
    await checkpoint.close();
  });
});

/** These files are described below; another directory may have others of the same name. */
const ownPath = (file: string) => join(import.meta.dirname, 'torch', file);

test.each(['namespace.pt', 'numpy.pt', 'z-deflated.pt', 'z-comment.pt', 'z-path-traversal.pt'])(
  '%s is odd, but loads',
  async (file) => {
    const checkpoint = await openTorch(ownPath(file));
    expect(checkpoint.tensors.size).toBeGreaterThan(0);
    await checkpoint.close();
    expectNothingRun();
  },
);

describe('says where a file is wrong, and what with', () => {
  test.each([
    ['whole-module.pt', 'byte 2: GLOBAL', 'torch.nn.modules.linear.Linear', 'state_dict'],
    ['sparse.pt', '_rebuild_sparse_tensor'],
    ['quantized.pt', '_rebuild_qtensor'],
    ['complex.pt', 'torch.ComplexFloatStorage'],
    ['list.pt', 'list/data.pkl', 'a list'],
    ['legacy.pt', 'legacy', 'torch.load'],
    ['h-os-system.pt', 'byte 10: GLOBAL', 'posix.system'],
    ['h-builtins-eval.pt', 'byte 10: GLOBAL', 'builtins.eval'],
    ['h-global-unused.pt', 'byte 2: GLOBAL', 'posix.system'],
    ['h-stack-global-exec.pt', 'byte 0: PROTO', 'protocol 4'],
    ['h-inst.pt', 'byte 11: opcode 0x53'],
    ['h-storage-type-reduce.pt', 'byte 83: GLOBAL', 'posix.system'],
    ['h-memo-oob.pt', 'BINGET', 'never filled'],
    ['h-len-2e60.pt', 'byte 0: PROTO', 'protocol 4'],
    ['t-storage-missing.pt', 'archive/data/99', "'w'"],
    ['t-size-beyond.pt', 'size [4, 3]', 'storage 0 of 6 elements'],
    ['t-stride-beyond.pt', 'stride [5, 1]'],
    ['t-offset-beyond.pt', 'offset 4'],
    ['t-expand-bomb.pt', '2000000000'],
    ['t-numel-lie.pt', 'archive/data/0', '24 bytes', '1000 elements'],
    ['t-foreign-storage.pt', 'evil.FloatStorage'],
    ['t-key-traversal.pt', '../../../../etc/passwd'],
    ['t-self-reference.pt', 'no tensors'],
    ['z-truncated.pt', 'truncated'],
    ['z-empty.pt', 'empty'],
    ['z-lfs-pointer.pt', 'git lfs pull'],
    ['z-no-data-pkl.pt', 'data.pkl'],
    ['z-big-endian.pt', 'byte order', 'big'],
  ])('%s', async (file, ...mentions) => {
    const opening = openTorch(ownPath(file));
    await expect(opening).rejects.toThrow(BadModelError);
    for (const mention of mentions) await expect(opening).rejects.toThrow(mention);
  });
});
