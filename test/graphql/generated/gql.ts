/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment CaptionFields on Caption {\n  id\n  status\n  text\n  score\n  alternatives {\n    text\n    score\n  }\n  image {\n    name\n    sha256\n    bytes\n    width\n    height\n    format\n    thumbnailUrl\n  }\n  model {\n    name\n  }\n  profile {\n    name\n  }\n  error {\n    code\n    message\n    retryable\n  }\n  timings {\n    queueMs\n    preprocessMs\n    inferenceMs\n    totalMs\n  }\n  attempts\n  cached\n  run {\n    id\n    batchSize\n    durationMs\n  }\n  createdAt\n  finishedAt\n}": typeof types.CaptionFieldsFragmentDoc,
    "mutation CaptionImage($image: ImageInput!, $options: CaptionOptions) {\n  captionImage(image: $image, options: $options) {\n    __typename\n    ...CaptionFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n    ... on CaptionFailed {\n      retryable\n      caption {\n        ...CaptionFields\n      }\n    }\n  }\n}": typeof types.CaptionImageDocument,
    "query Caption($id: ID!) {\n  caption(id: $id) {\n    ...CaptionFields\n  }\n}": typeof types.CaptionDocument,
    "query Captions($first: Int, $after: String, $last: Int, $before: String, $filter: CaptionFilter) {\n  captions(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    filter: $filter\n  ) {\n    edges {\n      cursor\n      node {\n        ...CaptionFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": typeof types.CaptionsDocument,
    "query Models {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n}": typeof types.ModelsDocument,
};
const documents: Documents = {
    "fragment CaptionFields on Caption {\n  id\n  status\n  text\n  score\n  alternatives {\n    text\n    score\n  }\n  image {\n    name\n    sha256\n    bytes\n    width\n    height\n    format\n    thumbnailUrl\n  }\n  model {\n    name\n  }\n  profile {\n    name\n  }\n  error {\n    code\n    message\n    retryable\n  }\n  timings {\n    queueMs\n    preprocessMs\n    inferenceMs\n    totalMs\n  }\n  attempts\n  cached\n  run {\n    id\n    batchSize\n    durationMs\n  }\n  createdAt\n  finishedAt\n}": types.CaptionFieldsFragmentDoc,
    "mutation CaptionImage($image: ImageInput!, $options: CaptionOptions) {\n  captionImage(image: $image, options: $options) {\n    __typename\n    ...CaptionFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n    ... on CaptionFailed {\n      retryable\n      caption {\n        ...CaptionFields\n      }\n    }\n  }\n}": types.CaptionImageDocument,
    "query Caption($id: ID!) {\n  caption(id: $id) {\n    ...CaptionFields\n  }\n}": types.CaptionDocument,
    "query Captions($first: Int, $after: String, $last: Int, $before: String, $filter: CaptionFilter) {\n  captions(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    filter: $filter\n  ) {\n    edges {\n      cursor\n      node {\n        ...CaptionFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": types.CaptionsDocument,
    "query Models {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n}": types.ModelsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment CaptionFields on Caption {\n  id\n  status\n  text\n  score\n  alternatives {\n    text\n    score\n  }\n  image {\n    name\n    sha256\n    bytes\n    width\n    height\n    format\n    thumbnailUrl\n  }\n  model {\n    name\n  }\n  profile {\n    name\n  }\n  error {\n    code\n    message\n    retryable\n  }\n  timings {\n    queueMs\n    preprocessMs\n    inferenceMs\n    totalMs\n  }\n  attempts\n  cached\n  run {\n    id\n    batchSize\n    durationMs\n  }\n  createdAt\n  finishedAt\n}"): (typeof documents)["fragment CaptionFields on Caption {\n  id\n  status\n  text\n  score\n  alternatives {\n    text\n    score\n  }\n  image {\n    name\n    sha256\n    bytes\n    width\n    height\n    format\n    thumbnailUrl\n  }\n  model {\n    name\n  }\n  profile {\n    name\n  }\n  error {\n    code\n    message\n    retryable\n  }\n  timings {\n    queueMs\n    preprocessMs\n    inferenceMs\n    totalMs\n  }\n  attempts\n  cached\n  run {\n    id\n    batchSize\n    durationMs\n  }\n  createdAt\n  finishedAt\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CaptionImage($image: ImageInput!, $options: CaptionOptions) {\n  captionImage(image: $image, options: $options) {\n    __typename\n    ...CaptionFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n    ... on CaptionFailed {\n      retryable\n      caption {\n        ...CaptionFields\n      }\n    }\n  }\n}"): (typeof documents)["mutation CaptionImage($image: ImageInput!, $options: CaptionOptions) {\n  captionImage(image: $image, options: $options) {\n    __typename\n    ...CaptionFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n    ... on CaptionFailed {\n      retryable\n      caption {\n        ...CaptionFields\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Caption($id: ID!) {\n  caption(id: $id) {\n    ...CaptionFields\n  }\n}"): (typeof documents)["query Caption($id: ID!) {\n  caption(id: $id) {\n    ...CaptionFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Captions($first: Int, $after: String, $last: Int, $before: String, $filter: CaptionFilter) {\n  captions(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    filter: $filter\n  ) {\n    edges {\n      cursor\n      node {\n        ...CaptionFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}"): (typeof documents)["query Captions($first: Int, $after: String, $last: Int, $before: String, $filter: CaptionFilter) {\n  captions(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    filter: $filter\n  ) {\n    edges {\n      cursor\n      node {\n        ...CaptionFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Models {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n}"): (typeof documents)["query Models {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;