import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll } from 'vitest';

/** Writes files of the calling test file into a folder that is gone after it. */
export function temporaryFolder(): (name: string, bytes: Uint8Array) => Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ofa-caption-image-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return async (name, bytes) => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };
}

/** Samples without a pattern that a decoder could get right by luck, the same in every run. */
export function samples(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => Math.imul(i + 7, 0x9e3779b1) >>> 19);
}

/** Smooth RGB samples, which lossy formats keep closely. */
export function gradient(width: number, height: number): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const x = (i % width) / width;
    const y = Math.floor(i / width) / height;
    data.set([40 + 160 * x, 200 - 150 * y, 60 + 80 * x + 80 * y], i * 3);
  }
  return data;
}

export function picture(data: Uint8Array, width: number, channels: 1 | 2 | 3 | 4 = 3): Sharp {
  return sharp(data, { raw: { width, height: data.length / width / channels, channels } });
}

/** The start of a PNG that declares a size and has no pixels. */
export function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), pngChunk('IHDR', header)]);
}

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

export interface TiffOptions {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bits: 8 | 16;
  /** 2 RGB, 5 CMYK. */
  readonly photometric: number;
}

/** An uncompressed little-endian TIFF of one strip whose directory comes first, as cameras and scanners write it. */
export function tiff(data: Uint8Array, { width, height, channels, bits, photometric }: TiffOptions): Buffer {
  const entries: [tag: number, type: 3 | 4, value: number][] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 0],
    [259, 3, 1],
    [262, 3, photometric],
    [273, 4, 0],
    [277, 3, channels],
    [278, 4, height],
    [279, 4, data.length],
  ];
  const directory = 8;
  const bitsAt = directory + 2 + entries.length * 12 + 4;
  const pixelsAt = bitsAt + channels * 2;
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 0, 'latin1');
  head.writeUInt32LE(directory, 4);
  head.writeUInt16LE(entries.length, directory);
  entries.forEach(([tag, type, value], i) => {
    const at = directory + 2 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(tag === 258 ? channels : 1, at + 4);
    head.writeUInt32LE(tag === 258 ? bitsAt : tag === 273 ? pixelsAt : value, at + 8);
  });
  for (let channel = 0; channel < channels; channel++) head.writeUInt16LE(bits, bitsAt + channel * 2);
  return Buffer.concat([head, data]);
}
