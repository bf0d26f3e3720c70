import { InferenceSession, Tensor } from 'onnxruntime-node';
import { graphVariant, type VariantOverrides } from '../../src/model/compiler/graph-variant.js';
import { ensureGraph } from '../../src/model/graph-cache.js';
import type { ModelPackage } from '../../src/model/package.js';
import { sessionOptions } from '../../src/model/session-options.js';

/** What a graph returned, as it lies in its outputs. */
export interface GraphOutputs {
  readonly tokens: number[];
  readonly lengths: number[];
  readonly scores: number[];
  readonly steps: number;
  /** Of the tokens. */
  readonly dims: readonly number[];
}

/** A model's graph, open for runs over pictures of its size. */
export class OpenGraph {
  private constructor(
    private readonly session: InferenceSession,
    private readonly imageSize: number,
  ) {}

  static async open(
    model: ModelPackage,
    cache: string,
    overrides: VariantOverrides = {},
  ): Promise<OpenGraph> {
    const { path } = await ensureGraph(model, graphVariant(model, overrides), cache);
    return new OpenGraph(
      await InferenceSession.create(path, sessionOptions({ threads: 2 })),
      model.imageSize,
    );
  }

  /** @param draws of every picture, one a step, where the graph draws captions */
  async run(images: readonly Uint8Array[], draws?: readonly Float32Array[]): Promise<GraphOutputs> {
    const batch = images.length;
    const side = this.imageSize;
    const outputs = await this.session.run({
      pixels: new Tensor('uint8', Buffer.concat(images), [batch, side, side, 3]),
      ...(draws && {
        draws: new Tensor('float32', Float32Array.from(draws.flatMap((row) => Array.from(row))), [
          batch,
          draws[0]!.length,
        ]),
      }),
    });
    return {
      tokens: Array.from(outputs['tokens']!.data as Int32Array),
      lengths: Array.from(outputs['lengths']!.data as Int32Array),
      scores: Array.from(outputs['scores']!.data as Float32Array),
      steps: Number(outputs['steps']!.data[0]),
      dims: outputs['tokens']!.dims,
    };
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}
