import type { GraphLanes } from '../captions/graph-lanes.js';
import type { ModelCatalog } from '../graphql/context.js';
import type { ModelPackages } from '../model/library/model-packages.js';

/** The models as the API shows them. */
export function modelCatalog(models: ModelPackages, lanes: GraphLanes): ModelCatalog {
  return {
    list: async () =>
      (await models.list()).map(({ hash, ...model }) => ({
        ...model,
        loaded: lanes.isLoaded(model.name, hash),
      })),
  };
}
