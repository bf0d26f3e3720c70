import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import {
  buildASTSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  parse,
  printSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import codegen from '../../codegen.js';
import { buildSchema } from '../../src/graphql/schema.js';

const root = new URL('../../', import.meta.url);
const schema = buildSchema();
let contract: GraphQLSchema;

beforeAll(async () => {
  contract = buildASTSchema(parse(await readFile(new URL('contract.graphql', import.meta.url), 'utf8')));
});

function ownTypes(of: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(of.getTypeMap()).filter((type) => !isIntrospectionType(type));
}

interface Described {
  readonly description?: string | null | undefined;
}

/** Everything of a type that a client can name, with what the contract has to agree on. */
function membersOf(type: GraphQLNamedType): Map<string, string> {
  const members = new Map<string, string>([['kind', type.constructor.name]]);
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const { name } of type.getInterfaces()) members.set(`implements ${name}`, '');
    for (const field of Object.values(type.getFields())) {
      members.set(field.name, field.type.toString());
      for (const argument of field.args) {
        members.set(
          `${field.name}(${argument.name})`,
          `${argument.type.toString()} = ${String(argument.defaultValue)}`,
        );
      }
    }
  }
  if (isInputObjectType(type)) {
    members.set('oneOf', String(type.isOneOf));
    for (const field of Object.values(type.getFields())) members.set(field.name, field.type.toString());
  }
  if (isEnumType(type)) for (const { name } of type.getValues()) members.set(name, '');
  if (isUnionType(type)) for (const { name } of type.getTypes()) members.set(name, '');
  return members;
}

function* describedParts(type: GraphQLNamedType): Generator<[string, Described]> {
  yield [type.name, type];
  if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field];
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field];
      for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name})`, argument];
    }
  }
}

describe('the schema', () => {
  it('is the one that is checked in', async () => {
    const printed = await readFile(new URL('schema/schema.graphql', root), 'utf8');
    expect(`${printSchema(schema)}\n`).toBe(printed);
  });

  it('agrees with the contract in every name, argument and type', () => {
    for (const type of ownTypes(schema)) {
      const agreed = contract.getType(type.name);
      if (agreed == null) throw new Error(`${type.name} is not in the contract`);
      const expected = membersOf(agreed);
      const members = [...membersOf(type)];
      expect([type.name, members]).toEqual([type.name, members.map(([name]) => [name, expected.get(name)])]);
      if (isEnumType(type)) expect(membersOf(type).size).toBe(expected.size);
    }
  });

  it('explains every type, field, argument and value', () => {
    const silent = ownTypes(schema)
      .filter(({ name }) => !['Boolean', 'Float', 'ID', 'Int', 'String'].includes(name))
      .flatMap((type) => [...describedParts(type)])
      .filter(([, { description }]) => !description)
      .map(([name]) => name);
    expect(silent).toEqual([]);
  });

  it('has what clients ask for, and their types are up to date', async () => {
    const files = (await generate({ ...codegen, cwd: fileURLToPath(root), silent: true }, false)) as {
      filename: string;
      content: string;
    }[];
    expect(files.length).toBeGreaterThan(0);
    for (const { filename, content } of files) {
      expect([filename, await readFile(new URL(filename, root), 'utf8')]).toEqual([filename, content]);
    }
  });
});
