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
    "mutation PageCancelJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...PageJob\n  }\n}": typeof types.PageCancelJobDocument,
    "fragment PageCaption on Caption {\n  id\n  status\n  text\n  alternatives {\n    text\n  }\n  image {\n    name\n    url\n    thumbnailUrl\n  }\n  error {\n    code\n    message\n    retryable\n  }\n}": typeof types.PageCaptionFragmentDoc,
    "mutation PageCreateJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ... on CaptionJob {\n      ...PageJob\n      captions(first: 100) {\n        edges {\n          node {\n            id\n            status\n          }\n        }\n      }\n    }\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}": typeof types.PageCreateJobDocument,
    "mutation PageDeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}": typeof types.PageDeleteCaptionDocument,
    "query PageFilterNames {\n  models {\n    name\n  }\n  profiles {\n    name\n  }\n}": typeof types.PageFilterNamesDocument,
    "query PageHistoryEntry($id: ID!) {\n  caption(id: $id) {\n    ...PageCaption\n    score\n    image {\n      bytes\n      width\n      height\n      format\n    }\n    model {\n      name\n    }\n    profile {\n      name\n    }\n    timings {\n      queueMs\n      preprocessMs\n      inferenceMs\n      totalMs\n    }\n    attempts\n    cached\n    run {\n      id\n      batchSize\n      durationMs\n      device\n      precision\n      startedAt\n    }\n    createdAt\n    finishedAt\n  }\n}": typeof types.PageHistoryEntryDocument,
    "query PageHistory($first: Int!, $after: String, $filter: CaptionFilter) {\n  captions(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        status\n        text\n        image {\n          name\n          url\n          thumbnailUrl\n        }\n        error {\n          message\n        }\n        createdAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}": typeof types.PageHistoryDocument,
    "query PageJobCaptions($id: ID!) {\n  captionJob(id: $id) {\n    ...PageJob\n    captions(first: 100) {\n      edges {\n        node {\n          ...PageCaption\n        }\n      }\n    }\n  }\n}": typeof types.PageJobCaptionsDocument,
    "subscription PageJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...PageJob\n    }\n    caption {\n      ...PageCaption\n    }\n  }\n}": typeof types.PageJobProgressDocument,
    "fragment PageJob on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  etaMs\n}": typeof types.PageJobFragmentDoc,
    "mutation PageRetryJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...PageJob\n  }\n}": typeof types.PageRetryJobDocument,
    "query PageRuntime {\n  runtime {\n    version\n    model\n    profile\n    device\n    provider\n    precision\n    reason\n  }\n}": typeof types.PageRuntimeDocument,
};
const documents: Documents = {
    "mutation PageCancelJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...PageJob\n  }\n}": types.PageCancelJobDocument,
    "fragment PageCaption on Caption {\n  id\n  status\n  text\n  alternatives {\n    text\n  }\n  image {\n    name\n    url\n    thumbnailUrl\n  }\n  error {\n    code\n    message\n    retryable\n  }\n}": types.PageCaptionFragmentDoc,
    "mutation PageCreateJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ... on CaptionJob {\n      ...PageJob\n      captions(first: 100) {\n        edges {\n          node {\n            id\n            status\n          }\n        }\n      }\n    }\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}": types.PageCreateJobDocument,
    "mutation PageDeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}": types.PageDeleteCaptionDocument,
    "query PageFilterNames {\n  models {\n    name\n  }\n  profiles {\n    name\n  }\n}": types.PageFilterNamesDocument,
    "query PageHistoryEntry($id: ID!) {\n  caption(id: $id) {\n    ...PageCaption\n    score\n    image {\n      bytes\n      width\n      height\n      format\n    }\n    model {\n      name\n    }\n    profile {\n      name\n    }\n    timings {\n      queueMs\n      preprocessMs\n      inferenceMs\n      totalMs\n    }\n    attempts\n    cached\n    run {\n      id\n      batchSize\n      durationMs\n      device\n      precision\n      startedAt\n    }\n    createdAt\n    finishedAt\n  }\n}": types.PageHistoryEntryDocument,
    "query PageHistory($first: Int!, $after: String, $filter: CaptionFilter) {\n  captions(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        status\n        text\n        image {\n          name\n          url\n          thumbnailUrl\n        }\n        error {\n          message\n        }\n        createdAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}": types.PageHistoryDocument,
    "query PageJobCaptions($id: ID!) {\n  captionJob(id: $id) {\n    ...PageJob\n    captions(first: 100) {\n      edges {\n        node {\n          ...PageCaption\n        }\n      }\n    }\n  }\n}": types.PageJobCaptionsDocument,
    "subscription PageJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...PageJob\n    }\n    caption {\n      ...PageCaption\n    }\n  }\n}": types.PageJobProgressDocument,
    "fragment PageJob on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  etaMs\n}": types.PageJobFragmentDoc,
    "mutation PageRetryJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...PageJob\n  }\n}": types.PageRetryJobDocument,
    "query PageRuntime {\n  runtime {\n    version\n    model\n    profile\n    device\n    provider\n    precision\n    reason\n  }\n}": types.PageRuntimeDocument,
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
export function graphql(source: "mutation PageCancelJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...PageJob\n  }\n}"): (typeof documents)["mutation PageCancelJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...PageJob\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment PageCaption on Caption {\n  id\n  status\n  text\n  alternatives {\n    text\n  }\n  image {\n    name\n    url\n    thumbnailUrl\n  }\n  error {\n    code\n    message\n    retryable\n  }\n}"): (typeof documents)["fragment PageCaption on Caption {\n  id\n  status\n  text\n  alternatives {\n    text\n  }\n  image {\n    name\n    url\n    thumbnailUrl\n  }\n  error {\n    code\n    message\n    retryable\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageCreateJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ... on CaptionJob {\n      ...PageJob\n      captions(first: 100) {\n        edges {\n          node {\n            id\n            status\n          }\n        }\n      }\n    }\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}"): (typeof documents)["mutation PageCreateJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ... on CaptionJob {\n      ...PageJob\n      captions(first: 100) {\n        edges {\n          node {\n            id\n            status\n          }\n        }\n      }\n    }\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageDeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}"): (typeof documents)["mutation PageDeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageFilterNames {\n  models {\n    name\n  }\n  profiles {\n    name\n  }\n}"): (typeof documents)["query PageFilterNames {\n  models {\n    name\n  }\n  profiles {\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageHistoryEntry($id: ID!) {\n  caption(id: $id) {\n    ...PageCaption\n    score\n    image {\n      bytes\n      width\n      height\n      format\n    }\n    model {\n      name\n    }\n    profile {\n      name\n    }\n    timings {\n      queueMs\n      preprocessMs\n      inferenceMs\n      totalMs\n    }\n    attempts\n    cached\n    run {\n      id\n      batchSize\n      durationMs\n      device\n      precision\n      startedAt\n    }\n    createdAt\n    finishedAt\n  }\n}"): (typeof documents)["query PageHistoryEntry($id: ID!) {\n  caption(id: $id) {\n    ...PageCaption\n    score\n    image {\n      bytes\n      width\n      height\n      format\n    }\n    model {\n      name\n    }\n    profile {\n      name\n    }\n    timings {\n      queueMs\n      preprocessMs\n      inferenceMs\n      totalMs\n    }\n    attempts\n    cached\n    run {\n      id\n      batchSize\n      durationMs\n      device\n      precision\n      startedAt\n    }\n    createdAt\n    finishedAt\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageHistory($first: Int!, $after: String, $filter: CaptionFilter) {\n  captions(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        status\n        text\n        image {\n          name\n          url\n          thumbnailUrl\n        }\n        error {\n          message\n        }\n        createdAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}"): (typeof documents)["query PageHistory($first: Int!, $after: String, $filter: CaptionFilter) {\n  captions(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        status\n        text\n        image {\n          name\n          url\n          thumbnailUrl\n        }\n        error {\n          message\n        }\n        createdAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageJobCaptions($id: ID!) {\n  captionJob(id: $id) {\n    ...PageJob\n    captions(first: 100) {\n      edges {\n        node {\n          ...PageCaption\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query PageJobCaptions($id: ID!) {\n  captionJob(id: $id) {\n    ...PageJob\n    captions(first: 100) {\n      edges {\n        node {\n          ...PageCaption\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription PageJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...PageJob\n    }\n    caption {\n      ...PageCaption\n    }\n  }\n}"): (typeof documents)["subscription PageJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...PageJob\n    }\n    caption {\n      ...PageCaption\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment PageJob on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  etaMs\n}"): (typeof documents)["fragment PageJob on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  etaMs\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageRetryJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...PageJob\n  }\n}"): (typeof documents)["mutation PageRetryJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...PageJob\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageRuntime {\n  runtime {\n    version\n    model\n    profile\n    device\n    provider\n    precision\n    reason\n  }\n}"): (typeof documents)["query PageRuntime {\n  runtime {\n    version\n    model\n    profile\n    device\n    provider\n    precision\n    reason\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;