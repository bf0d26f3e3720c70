import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import type { HypothesisRow } from '../../storage/caption-records.js';
import { SidecarPaths } from './sidecar-paths.js';
import { hasDescription, xmpWithDescription } from './xmp.js';

export const sidecarFormats = ['txt', 'json', 'xmp'] as const;
export type SidecarFormat = (typeof sidecarFormats)[number];

export interface SidecarOptions {
  readonly format: SidecarFormat;
  /** How many other captions a JSON file names. */
  readonly alternatives: number;
  /** Name of the model that captions. */
  readonly model: string;
  /** Language of the captions, as an ISO 639-1 code. */
  readonly language: string;
}

/** An XMP packet is kilobytes; what is larger is something else. */
const largestPacketBytes = 16 * 2 ** 20;

/** Files with captions beside the pictures. */
export class Sidecars {
  readonly #paths: SidecarPaths;

  constructor(private readonly options: SidecarOptions) {
    this.#paths = new SidecarPaths(options.format);
  }

  /**
   * Writes the sidecar of a picture, in one step, instead of the one that is there. An XMP file keeps all that is not the
   * description.
   * @param hypotheses best first, at least one
   * @throws InvalidInputError when what is there is not of the format, or the folder cannot be written
   */
  async write(picture: string, hypotheses: readonly HypothesisRow[]): Promise<void> {
    const path = await this.#paths.of(picture);
    await replaceFile(path, await this.#content(path, picture, hypotheses));
  }

  /** Whether the picture has a caption beside it. @throws InvalidInputError when an XMP file cannot be read */
  async has(picture: string): Promise<boolean> {
    const path = await this.#paths.of(picture);
    if (this.options.format === 'xmp') {
      const packet = await readPacket(path);
      return packet !== null && hasDescription(packet);
    }
    const found = await stat(path).catch(() => null);
    return found?.isFile() === true && found.size > 0;
  }

  async #content(path: string, picture: string, hypotheses: readonly HypothesisRow[]): Promise<string> {
    const { format, alternatives, model, language } = this.options;
    const [best, ...others] = hypotheses;
    const caption = best?.text ?? '';
    switch (format) {
      case 'txt':
        return `${caption}\n`;
      case 'json': {
        const file = basename(picture);
        const content = {
          ...{ file, text: caption, score: best?.score ?? null, language, model },
          alternatives: others.slice(0, alternatives).map(({ text, score }) => ({ text, score })),
        };
        return `${JSON.stringify(content, null, 2)}\n`;
      }
      case 'xmp':
        return xmpWithDescription(await readPacket(path), caption, language);
    }
  }
}

async function readPacket(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  if (!found.isFile() || found.size > largestPacketBytes) {
    throw new InvalidInputError(`${path} is no XMP file. Move it away, and caption the picture again.`);
  }
  return readFile(path, 'utf8');
}

/** Readers see the old file or the new one, never half of it. */
async function replaceFile(path: string, content: string): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidInputError(`${path} could not be written: ${reason}`);
  }
}
