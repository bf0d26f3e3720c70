import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { badMemory } from '../../messages/about-recommendations.js';
import { recommend, type DeviceMemory, type Recommendation } from '../../profiles/recommendation.js';
import { builder } from '../builder.js';
import { PrecisionType } from '../runs/precision.js';

const RecommendationType = builder.objectRef<Recommendation>('Recommendation').implement({
  description: 'What a device is likely to manage, to begin with.',
  fields: (t) => ({
    batchSize: t.exposeInt('batchSize', { description: 'The most pictures in one run.' }),
    maxImageSize: t.exposeInt('maxImageSize', {
      description: 'Long side in pixels to which pictures are shrunk before the resize of the model.',
    }),
    precision: t.expose('precision', {
      type: PrecisionType,
      description: 'The number format to run the model in.',
    }),
    reason: t.string({
      description: 'Why, in the language of the client.',
      resolve: ({ reason }, _args, { language }) => reason[language],
    }),
  }),
});

builder.queryField('recommendation', (t) =>
  t.field({
    type: RecommendationType,
    authScopes: { admin: true },
    description:
      'Batch size, picture size and precision for a device, by its memory and, for the present one, by what the engine measured. INVALID_INPUT for memory that is not above 0.',
    args: {
      memoryGiB: t.arg.float({
        description: 'Memory of a GPU in GiB. The present device of the server when absent.',
      }),
    },
    resolve: async (_root, { memoryGiB }, { runtime, profiles, models }) => {
      const device = memoryGiB == null ? await runtime.present() : gpuOf(memoryGiB);
      const { memoryHeadroom, model } = await profiles.active();
      const imageSize = (await models.list()).find(({ name }) => name === model)?.imageSize ?? 0;
      return recommend({ ...device, headroom: memoryHeadroom, imageSize });
    },
  }),
);

/** A GPU that is not here: nothing was measured on it. */
function gpuOf(memoryGiB: number): DeviceMemory {
  if (!(memoryGiB > 0 && Number.isFinite(memoryGiB))) throw new InvalidInputError(badMemory(), ['memoryGiB']);
  return { kind: 'CUDA', memoryMiB: memoryGiB * 1024, plan: null };
}
