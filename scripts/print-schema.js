// Prints the schema of the built server to schema/schema.graphql.
import { writeFile } from 'node:fs/promises';
import { printSchema } from 'graphql';
import { buildSchema } from '../dist/graphql/schema.js';

await writeFile(new URL('../schema/schema.graphql', import.meta.url), `${printSchema(buildSchema())}\n`);
