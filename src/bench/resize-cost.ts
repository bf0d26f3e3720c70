import sharp from 'sharp';
import { squashBicubic } from '../image/bicubic.js';
import { syntheticImage } from '../model/synthetic/synthetic-image.js';
import { median } from './measure.js';

export interface ResizeCost {
  readonly width: number;
  readonly height: number;
  /** Side of the square that it is squashed to. */
  readonly size: number;
  readonly exactMs: number;
  /** libvips' own cubic kernel, which is not the reference's to the last bit. */
  readonly libvipsMs: number;
}

const cases = [
  { width: 4000, height: 3000, size: 224 },
  { width: 4000, height: 3000, size: 480 },
  { width: 1152, height: 864, size: 224 },
  { width: 500, height: 375, size: 224 },
];
const rounds = 5;

/** What exactness costs when a decoded picture is squashed; median of five. */
export async function resizeCosts(): Promise<ResizeCost[]> {
  const costs: ResizeCost[] = [];
  for (const { width, height, size } of cases) {
    const data = syntheticImage(1, width, height);
    const into = new Uint8Array(size * size * 3);
    const raw = { width, height, channels: 3 as const };
    const exact: number[] = [];
    const libvips: number[] = [];
    // The first round of each warms up and is not counted.
    for (let round = 0; round <= rounds; round++) {
      exact[round] = await milliseconds(() => {
        squashBicubic({ data, width, height }, size, into);
      });
      libvips[round] = await milliseconds(() =>
        sharp(data, { raw }).resize(size, size, { kernel: 'cubic', fit: 'fill' }).raw().toBuffer(),
      );
    }
    costs.push({ width, height, size, exactMs: median(exact.slice(1)), libvipsMs: median(libvips.slice(1)) });
  }
  return costs;
}

async function milliseconds(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
