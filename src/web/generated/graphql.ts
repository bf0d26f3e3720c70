/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Only captions to which everything given applies. */
export type CaptionFilter = {
  /** Asked for later than this. */
  createdAfter?: string | null | undefined;
  /** Asked for earlier than this. */
  createdBefore?: string | null | undefined;
  /** Global id of the job that they belong to. */
  jobId?: string | null | undefined;
  /** Name of the model. */
  model?: string | null | undefined;
  /** Name of the profile. */
  profile?: string | null | undefined;
  /** How far they are. */
  status?: CaptionStatus | null | undefined;
  /** Words that the text contains, or their beginnings, in any order and case. */
  text?: string | null | undefined;
};

/** What this request wants different from its profile. */
export type CaptionOptions = {
  /** How many further hypotheses to return: 0 to one less than the beam size. 0 when absent. */
  alternatives?: number | null | undefined;
  /** Who goes first. NORMAL when absent; in a job LOW. */
  priority?: Priority | null | undefined;
  /** Name of the profile; the active one when absent. */
  profile?: string | null | undefined;
  /** Whether the result of an identical request may be shared or taken again; true when absent. Identical means the same bytes, model and parameters. */
  reuse?: boolean | null | undefined;
  /** What random numbers are made from where the profile draws captions (`decoding: SAMPLE`): the same seed and picture give the same caption. Beam search draws none and takes no notice of it. */
  seed?: number | null | undefined;
  /** After how many milliseconds to give up: from the request on, or in a job from the beginning of each attempt. */
  timeoutMs?: number | null | undefined;
};

/** How far a caption is. SUCCEEDED, FAILED and CANCELED are final. */
export type CaptionStatus =
  /** It was given up before it was ready. */
  | 'CANCELED'
  /** There will be no text; `error` says why. */
  | 'FAILED'
  /** The picture is decoded and resized. */
  | 'PREPROCESSING'
  /** Waits for its turn. */
  | 'QUEUED'
  /** A run was lost and will be tried again. */
  | 'RETRYING'
  /** The model looks at the picture. */
  | 'RUNNING'
  /** The text is there. */
  | 'SUCCEEDED';

/** What went wrong. Every error carries one, in a field `code` or in `extensions.code`. */
export type ErrorCode =
  /** The file is damaged, cut off or empty. */
  | 'BAD_IMAGE'
  /** The model directory cannot be served. */
  | 'BAD_MODEL'
  /** The caption was given up before it was ready. */
  | 'CANCELED'
  /** The device that should compute is not there. */
  | 'DEVICE_UNAVAILABLE'
  /** The engine failed each time it tried. */
  | 'ENGINE_FAILED'
  /** This is not allowed. */
  | 'FORBIDDEN'
  /** The picture, the file or the request is over a limit. */
  | 'IMAGE_TOO_LARGE'
  /** A fault of the server; its log says more. */
  | 'INTERNAL'
  /** The request itself is wrong: its syntax, an argument or an option. */
  | 'INVALID_INPUT'
  /** There is nothing under that name or id. */
  | 'NOT_FOUND'
  /** The device has too little memory. */
  | 'OUT_OF_MEMORY'
  /** The server has as much to do as it may have. Try again later. */
  | 'QUEUE_FULL'
  /** Too many requests in a short time. */
  | 'RATE_LIMITED'
  /** The time for the caption was over. */
  | 'TIMEOUT'
  /** A key is needed. */
  | 'UNAUTHENTICATED'
  /** The file is no picture, or in a format that the server does not read. */
  | 'UNSUPPORTED_FORMAT'
  /** The address is not one that the server may fetch from. */
  | 'URL_BLOCKED'
  /** The address did not answer with a picture. */
  | 'URL_UNREACHABLE';

/** Where the picture comes from: exactly one of these. */
export type ImageInput =
  {   /** The bytes of the file in Base64. */
  base64: string; upload?: never; url?: never; }
  |  { base64?: never;   /** A file of a multipart request. */
  upload: File; url?: never; }
  |  { base64?: never; upload?: never;   /** A public http or https address that the server fetches the picture from. What keeps it from doing so fails the caption, not the request. */
  url: string; };

/** How far a job is. All but QUEUED and RUNNING are final, unless the job is retried. */
export type JobStatus =
  /** It was canceled before all its captions had ended. */
  | 'CANCELED'
  /** Every caption has ended, none with a text. */
  | 'FAILED'
  /** Every caption has ended; some succeeded and some did not. */
  | 'PARTIALLY_FAILED'
  /** None of its captions has begun. */
  | 'QUEUED'
  /** Some of its captions have begun, and some have not ended. */
  | 'RUNNING'
  /** Every caption succeeded. */
  | 'SUCCEEDED';

/** The number format that the engine computes in. */
export type Precision =
  /** 16-bit brain floating point. */
  | 'BF16'
  /** 16-bit floating point. */
  | 'FP16'
  /** 32-bit floating point. */
  | 'FP32'
  /** 8-bit integers. */
  | 'INT8';

/** Who goes first while several wait. None waits for ever. */
export type Priority =
  /** Overtakes the others. */
  | 'HIGH'
  /** For work in the background. */
  | 'LOW'
  /** For somebody who waits for the answer. */
  | 'NORMAL';

export type PageCancelJobMutationVariables = Exact<{
  id: string;
}>;


export type PageCancelJobMutation = { cancelCaptionJob: { id: string, status: JobStatus, total: number, succeeded: number, failed: number, canceled: number, etaMs: number | null } };

export type PageCaptionFragment = { id: string, status: CaptionStatus, text: string | null, alternatives: Array<{ text: string }>, image: { name: string | null, url: string | null, thumbnailUrl: string | null }, error: { code: ErrorCode, message: string, retryable: boolean } | null };

export type PageCreateJobMutationVariables = Exact<{
  images: Array<ImageInput> | ImageInput;
  options?: CaptionOptions | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type PageCreateJobMutation = { createCaptionJob:
    | { __typename: 'CaptionJob', id: string, status: JobStatus, total: number, succeeded: number, failed: number, canceled: number, etaMs: number | null, captions: { edges: Array<{ node: { id: string, status: CaptionStatus } }> } }
    | { __typename: 'InvalidInput', code: ErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'QueueFull', code: ErrorCode, message: string, retryAfterMs: number }
   };

export type PageDeleteCaptionMutationVariables = Exact<{
  id: string;
}>;


export type PageDeleteCaptionMutation = { deleteCaption: boolean };

export type PageFilterNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type PageFilterNamesQuery = { models: Array<{ name: string }>, profiles: Array<{ name: string }> };

export type PageHistoryEntryQueryVariables = Exact<{
  id: string;
}>;


export type PageHistoryEntryQuery = { caption: { score: number | null, attempts: number, cached: boolean, createdAt: string, finishedAt: string | null, id: string, status: CaptionStatus, text: string | null, image: { bytes: number | null, width: number | null, height: number | null, format: string | null, name: string | null, url: string | null, thumbnailUrl: string | null }, model: { name: string } | null, profile: { name: string } | null, timings: { queueMs: number, preprocessMs: number, inferenceMs: number, totalMs: number } | null, run: { id: string, batchSize: number, durationMs: number, device: string, precision: Precision, startedAt: string } | null, alternatives: Array<{ text: string }>, error: { code: ErrorCode, message: string, retryable: boolean } | null } | null };

export type PageHistoryQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: CaptionFilter | null | undefined;
}>;


export type PageHistoryQuery = { captions: { totalCount: number, edges: Array<{ node: { id: string, status: CaptionStatus, text: string | null, createdAt: string, image: { name: string | null, url: string | null, thumbnailUrl: string | null }, error: { message: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PageJobCaptionsQueryVariables = Exact<{
  id: string;
}>;


export type PageJobCaptionsQuery = { captionJob: { id: string, status: JobStatus, total: number, succeeded: number, failed: number, canceled: number, etaMs: number | null, captions: { edges: Array<{ node: { id: string, status: CaptionStatus, text: string | null, alternatives: Array<{ text: string }>, image: { name: string | null, url: string | null, thumbnailUrl: string | null }, error: { code: ErrorCode, message: string, retryable: boolean } | null } }> } } | null };

export type PageJobProgressSubscriptionVariables = Exact<{
  jobId: string;
  afterSequence?: number | null | undefined;
}>;


export type PageJobProgressSubscription = { captionJobProgress: { sequence: number, job: { id: string, status: JobStatus, total: number, succeeded: number, failed: number, canceled: number, etaMs: number | null }, caption: { id: string, status: CaptionStatus, text: string | null, alternatives: Array<{ text: string }>, image: { name: string | null, url: string | null, thumbnailUrl: string | null }, error: { code: ErrorCode, message: string, retryable: boolean } | null } | null } };

export type PageJobFragment = { id: string, status: JobStatus, total: number, succeeded: number, failed: number, canceled: number, etaMs: number | null };

export type PageRetryJobMutationVariables = Exact<{
  id: string;
}>;


export type PageRetryJobMutation = { retryCaptionJob: { id: string, status: JobStatus, total: number, succeeded: number, failed: number, canceled: number, etaMs: number | null } };

export type PageRuntimeQueryVariables = Exact<{ [key: string]: never; }>;


export type PageRuntimeQuery = { runtime: { version: string, model: string | null, profile: string, device: string | null, provider: string | null, precision: Precision | null, reason: string | null } };

export const PageCaptionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageCaption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Caption"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"alternatives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<PageCaptionFragment, unknown>;
export const PageJobFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}}]} as unknown as DocumentNode<PageJobFragment, unknown>;
export const PageCancelJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageCancelJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelCaptionJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}}]} as unknown as DocumentNode<PageCancelJobMutation, PageCancelJobMutationVariables>;
export const PageCreateJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageCreateJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"images"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImageInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionOptions"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCaptionJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"images"},"value":{"kind":"Variable","name":{"kind":"Name","value":"images"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}},{"kind":"Field","name":{"kind":"Name","value":"captions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QueueFull"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}}]} as unknown as DocumentNode<PageCreateJobMutation, PageCreateJobMutationVariables>;
export const PageDeleteCaptionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageDeleteCaption"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteCaption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<PageDeleteCaptionMutation, PageDeleteCaptionMutationVariables>;
export const PageFilterNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageFilterNames"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"profiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<PageFilterNamesQuery, PageFilterNamesQueryVariables>;
export const PageHistoryEntryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageHistoryEntry"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageCaption"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"format"}}]}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"timings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queueMs"}},{"kind":"Field","name":{"kind":"Name","value":"preprocessMs"}},{"kind":"Field","name":{"kind":"Name","value":"inferenceMs"}},{"kind":"Field","name":{"kind":"Name","value":"totalMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"cached"}},{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"batchSize"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageCaption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Caption"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"alternatives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<PageHistoryEntryQuery, PageHistoryEntryQueryVariables>;
export const PageHistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<PageHistoryQuery, PageHistoryQueryVariables>;
export const PageJobCaptionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageJobCaptions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captionJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}},{"kind":"Field","name":{"kind":"Name","value":"captions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageCaption"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageCaption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Caption"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"alternatives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<PageJobCaptionsQuery, PageJobCaptionsQueryVariables>;
export const PageJobProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"PageJobProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"afterSequence"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captionJobProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"jobId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}}},{"kind":"Argument","name":{"kind":"Name","value":"afterSequence"},"value":{"kind":"Variable","name":{"kind":"Name","value":"afterSequence"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caption"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageCaption"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageCaption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Caption"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"alternatives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<PageJobProgressSubscription, PageJobProgressSubscriptionVariables>;
export const PageRetryJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageRetryJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryCaptionJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}}]} as unknown as DocumentNode<PageRetryJobMutation, PageRetryJobMutationVariables>;
export const PageRuntimeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageRuntime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runtime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"profile"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]} as unknown as DocumentNode<PageRuntimeQuery, PageRuntimeQueryVariables>;