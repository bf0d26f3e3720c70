import type { CodegenConfig } from '@graphql-codegen/cli';

const client: CodegenConfig['generates'][string] = {
  preset: 'client',
  presetConfig: { fragmentMasking: false },
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    scalars: { DateTime: 'string', File: 'null', ID: 'string' },
  },
};

/** Types for the documents in schema/operations, so that what clients ask for is checked against the schema. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  importExtension: '.js',
  generates: {
    'test/graphql/generated/': { ...client, documents: 'schema/operations/*.graphql' },
    // The page uploads what the user picked.
    'src/web/generated/': {
      ...client,
      documents: 'schema/operations/page/*.graphql',
      config: { ...client.config, scalars: { DateTime: 'string', File: 'File', ID: 'string' } },
    },
  },
};

export default config;
