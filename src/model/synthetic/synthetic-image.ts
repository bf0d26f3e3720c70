import { stream, word } from './random-words.js';

/**
 * A picture of a few shapes and some noise, made of integers only, so that every machine makes the same one.
 * @returns uint8 RGB `[height, width, 3]`
 */
export function syntheticImage(seed: number, width: number, height: number): Uint8Array<ArrayBuffer> {
  const start = stream('image', seed);
  const words = (index: number) => word(start, index);
  const pixels = new Uint8Array(width * height * 3);
  paintBackground(pixels, width, height, words);
  const shapes = 3 + (words(12) % 6);
  for (let shape = 0; shape < shapes; shape++) {
    paintShape(pixels, width, height, (index) => words(16 + 16 * shape + index));
  }
  addNoise(pixels, words(13) % 33, stream('image.noise', seed));
  return pixels;
}

type Words = (index: number) => number;

/** A bilinear blend of four corner colours. */
function paintBackground(pixels: Uint8Array, width: number, height: number, words: Words): void {
  const right = Math.max(width - 1, 1);
  const bottom = Math.max(height - 1, 1);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++, at++) {
        const corner = (index: number) => words(3 * index + channel) >>> 24;
        const blend =
          corner(0) * (right - x) * (bottom - y) +
          corner(1) * x * (bottom - y) +
          corner(2) * (right - x) * y +
          corner(3) * x * y;
        pixels[at] = Math.floor(blend / (right * bottom));
      }
    }
  }
}

/** A rectangle or an ellipse, plain or striped in one of three directions. */
function paintShape(pixels: Uint8Array, width: number, height: number, words: Words): void {
  const centreX = words(0) % width;
  const centreY = words(1) % height;
  const radiusX = 1 + Math.floor(width / 16) + (words(2) % (1 + Math.floor(width / 3)));
  const radiusY = 1 + Math.floor(height / 16) + (words(3) % (1 + Math.floor(height / 3)));
  const isRectangle = words(4) % 2 === 0;
  const colours = [0, 1, 2, 3, 4, 5].map((index) => words(5 + index) >>> 24);
  const stripe = stripeIndex(words(11) % 4, 2 + (words(12) % 14));
  const squaredX = radiusX * radiusX;
  const squaredY = radiusY * radiusY;
  for (let y = Math.max(0, centreY - radiusY); y <= Math.min(height - 1, centreY + radiusY); y++) {
    for (let x = Math.max(0, centreX - radiusX); x <= Math.min(width - 1, centreX + radiusX); x++) {
      const dx = x - centreX;
      const dy = y - centreY;
      if (!isRectangle && dx * dx * squaredY + dy * dy * squaredX > squaredX * squaredY) continue;
      const colour = stripe(x, y) % 2 === 0 ? 0 : 3;
      for (let channel = 0; channel < 3; channel++) {
        pixels[(y * width + x) * 3 + channel] = colours[colour + channel]!;
      }
    }
  }
}

function stripeIndex(pattern: number, period: number): (x: number, y: number) => number {
  switch (pattern) {
    case 0:
      return () => 0;
    case 1:
      return (_x, y) => Math.floor(y / period);
    case 2:
      return (x, y) => Math.floor((x + y) / period);
    default:
      return (x, y) => Math.floor(x / period) + Math.floor(y / period);
  }
}

function addNoise(pixels: Uint8Array, amplitude: number, start: number): void {
  for (let i = 0; i < pixels.length; i++) {
    const noise = (((word(start, i) >>> 24) * amplitude) >>> 8) - (amplitude >>> 1);
    pixels[i] = Math.min(255, Math.max(0, pixels[i]! + noise));
  }
}
