import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types for the documents in schema/operations, so that what clients ask for is checked against the schema. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/*.graphql',
  importExtension: '.js',
  generates: {
    'test/graphql/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { DateTime: 'string', File: 'null', ID: 'string' },
      },
    },
  },
};

export default config;
