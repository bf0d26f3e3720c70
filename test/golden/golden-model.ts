import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { writeSyntheticModel } from '../../src/model/synthetic/synthetic-model.js';
import { tokenizerFiles } from '../../src/model/tokenizer/read-tokenizer.js';
import { configOf, goldenPath } from './golden-data.js';

/** The golden checkpoints, each computed once, in a directory of their own. */
export class GoldenModels {
  readonly directory: string;
  readonly #written = new Set<string>();

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async create(): Promise<GoldenModels> {
    return new GoldenModels(await mkdtemp(join(tmpdir(), 'ofa-golden-')));
  }

  /** The checkpoint of a case with the case's configuration.json. */
  async open(
    golden: { readonly id: string; readonly config: string; readonly configuration: object },
    { config, weights } = configOf(golden),
  ): Promise<ModelPackage> {
    const directory = join(this.directory, golden.config);
    if (!this.#written.has(golden.config)) {
      await writeSyntheticModel(directory, config, weights, golden.configuration);
      for (const file of tokenizerFiles)
        await copyFile(goldenPath(`tokenizer/${file}`), join(directory, file));
      this.#written.add(golden.config);
    }
    await writeFile(join(directory, 'configuration.json'), JSON.stringify(golden.configuration));
    return readModelPackage(directory);
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
