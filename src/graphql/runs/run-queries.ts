import { builder } from '../builder.js';
import { pageRequest, toConnection } from '../connection/page.js';
import { InferenceRunType } from './inference-run.js';

builder.queryField('inferenceRuns', (t) =>
  t.connection(
    {
      type: InferenceRunType,
      authScopes: { admin: true },
      description: 'All batches that went through the model, newest first, 20 by default.',
      resolve: async (_root, args, { runRecords }) => {
        const page = await runRecords.page(pageRequest(args, 'InferenceRun'));
        return toConnection(page, 'InferenceRun');
      },
    },
    { name: 'InferenceRunConnection', description: 'A page of runs.' },
    { name: 'InferenceRunEdge', description: 'A run at its place in the list.' },
  ),
);
