/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Changes of an alert rule. What is absent stays as it is; nothing may be null. */
export type AlertRuleInput = {
  /** Whether it raises alerts. */
  enabled?: boolean | null | undefined;
  /** A rate, percentile or count is that of so many last seconds; anything else must be bad for so long before an alert is raised. Every alert is resolved when it has been good for so long. */
  seconds?: number | null | undefined;
  /** How bad its alerts are. */
  severity?: Severity | null | undefined;
  /** From where on it is bad. FAILURE_RATE: share of the requests, 0 to 1. P95_LATENCY: milliseconds. QUEUE_SATURATION: share of the places that are taken. MEMORY_HEADROOM: share of the memory that is free. ENGINE_RESTARTS: how many. DISK_SPACE: MiB that are free. */
  threshold?: number | null | undefined;
};

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

/** What came out of a check. */
export type CheckStatus =
  /** It does not work before this is put right. */
  | 'FAIL'
  /** As it should be. */
  | 'PASS'
  /** There was nothing to look at; `detail` says why. */
  | 'SKIP'
  /** It works, but not as well as it could, or not for long. */
  | 'WARN';

/** How a caption is found. */
export type Decoding =
  /** By beam search: the likeliest captions; no random numbers are drawn. */
  | 'BEAM'
  /** Drawn at random, token by token, as likely as the model finds each. */
  | 'SAMPLE';

/** Where a model runs. */
export type Device =
  /** On a GPU with CUDA where there is a usable one, else on the CPU. */
  | 'AUTO'
  /** On the CPU. */
  | 'CPU'
  /** On one or more GPUs with CUDA. */
  | 'CUDA';

/** How an engine is doing. */
export type EngineState =
  /** A batch is running. */
  | 'BUSY'
  /** It works, but with fewer devices or smaller batches than it was told to. */
  | 'DEGRADED'
  /** It waits for pictures. */
  | 'READY'
  /** It is loading; requests wait for it. */
  | 'STARTING'
  /** It cannot be had; `reason` says why. */
  | 'UNAVAILABLE';

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

/** Parameters of a profile. In a new profile absent ones are as in `auto`; in an existing one they stay as they are. */
export type ProfileInput = {
  /** The most pictures in one run. */
  batchSize?: number | null | undefined;
  /** Hypotheses kept at each step; null: as published with the model. */
  beamSize?: number | null | undefined;
  /** How a caption is found: by beam search, or drawn at random. */
  decoding?: Decoding | null | undefined;
  /** The same picture gives the same numbers in every run, at some cost in speed on a GPU. */
  deterministic?: boolean | null | undefined;
  /** Where the model runs; AUTO: on a GPU with CUDA where there is one, else on the CPU. */
  device?: Device | null | undefined;
  /** Indices of the GPUs to use, one engine on each, among those that CUDA_VISIBLE_DEVICES leaves visible; empty: all of them. */
  deviceIds?: Array<number> | null | undefined;
  /** Never the CPU: without a usable GPU the server does not become ready and says what is missing. */
  forceCuda?: boolean | null | undefined;
  /** Exponent of the length that scores are divided by; null: as published with the model. */
  lengthPenalty?: number | null | undefined;
  /** Run without the key/value cache, one picture at a time: less memory, slower. */
  lowMemory?: boolean | null | undefined;
  /** How many milliseconds a picture may wait for others to share its run; 0: it never waits. */
  maxBatchDelayMs?: number | null | undefined;
  /** Long side in pixels to which pictures are shrunk before the resize of the model; null: never shrunk. */
  maxImageSize?: number | null | undefined;
  /** How often a lost run is tried again. */
  maxRetries?: number | null | undefined;
  /** Longest caption in tokens; null: as published with the model. */
  maxTokens?: number | null | undefined;
  /** Share of the memory that stays free, 0 to 0.5. */
  memoryHeadroom?: number | null | undefined;
  /** Memory in MiB that an engine may take; batch sizes that were measured to pass it less the headroom are never run; null: what the device has. */
  memoryLimitMiB?: number | null | undefined;
  /** Shortest caption in tokens; null: as published with the model. */
  minTokens?: number | null | undefined;
  /** Name of the model. */
  model?: string | null | undefined;
  /** Alert rules are evaluated and devices polled; statistics are always kept. */
  monitoring?: boolean | null | undefined;
  /** Unique name of 1 to 64 characters. */
  name?: string | null | undefined;
  /** No sequence of so many tokens comes twice in a caption; 0 allows it; null: as published with the model. */
  noRepeatNgramSize?: number | null | undefined;
  /** The number format that the model runs in; FP16 and BF16 are for GPUs, INT8 is for the CPU. */
  precision?: Precision | null | undefined;
  /** How many captionImage calls may wait; one more is answered QUEUE_FULL. */
  queueSize?: number | null | undefined;
  /** Milliseconds before it is tried again; doubles each time. */
  retryDelayMs?: number | null | undefined;
  /** What random numbers are drawn from: the same seed and picture give the same caption; null: another one each time; steers sampling only. */
  seed?: number | null | undefined;
  /** What the logits are divided by; null: as published with the model. */
  temperature?: number | null | undefined;
  /** How many milliseconds a caption may take: from the request on, or in a job from the beginning of each attempt. */
  timeoutMs?: number | null | undefined;
  /** Draw only among so many of the likeliest tokens; 0: among all; steers sampling only. */
  topK?: number | null | undefined;
  /** Draw only among the likeliest tokens that together have this probability; 1: among all; steers sampling only. */
  topP?: number | null | undefined;
};

/** What a key allows. */
export type Role =
  /** Everything, and to see the captions and jobs of all. */
  | 'ADMIN'
  /** To have pictures captioned, and to see its own captions and jobs. */
  | 'CLIENT';

/** How bad it is. */
export type Severity =
  /** Somebody should look at it now. */
  | 'CRITICAL'
  /** Somebody should look at it. */
  | 'WARNING';

/** The time up to now that numbers are of, in whole seconds, from an hour on in whole minutes; the one that is not over yet counts. */
export type StatsWindow =
  /** The last 24 hours. */
  | 'DAY'
  /** The last 300 seconds. */
  | 'FIVE_MINUTES'
  /** The last 60 minutes. */
  | 'HOUR'
  /** The last 60 seconds. */
  | 'MINUTE'
  /** The last 7 days. */
  | 'WEEK';

export type PageAcknowledgeAlertMutationVariables = Exact<{
  id: string;
}>;


export type PageAcknowledgeAlertMutation = { acknowledgeAlert: { id: string, rule: string, severity: Severity, message: string, raisedAt: string, resolvedAt: string | null, acknowledgedAt: string | null } };

export type PageActivateProfileMutationVariables = Exact<{
  name: string;
}>;


export type PageActivateProfileMutation = { activateProfile: { id: string, name: string } };

export type PageAlertRaisedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PageAlertRaisedSubscription = { alertRaised: { id: string, rule: string, severity: Severity, message: string, raisedAt: string, resolvedAt: string | null, acknowledgedAt: string | null } };

export type PageAlertRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type PageAlertRulesQuery = { alertRules: Array<{ name: string, threshold: number, seconds: number, severity: Severity, enabled: boolean }> };

export type PageAlertRuleFragment = { name: string, threshold: number, seconds: number, severity: Severity, enabled: boolean };

export type PageAlertFragment = { id: string, rule: string, severity: Severity, message: string, raisedAt: string, resolvedAt: string | null, acknowledgedAt: string | null };

export type PageApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type PageApiKeysQuery = { apiKeys: Array<{ id: string, name: string, role: Role, createdAt: string, lastUsedAt: string | null, revokedAt: string | null }> };

export type PageApiKeyFragment = { id: string, name: string, role: Role, createdAt: string, lastUsedAt: string | null, revokedAt: string | null };

export type PageCancelJobMutationVariables = Exact<{
  id: string;
}>;


export type PageCancelJobMutation = { cancelCaptionJob: { id: string, status: JobStatus, total: number, succeeded: number, failed: number, canceled: number, etaMs: number | null } };

export type PageCaptionFragment = { id: string, status: CaptionStatus, text: string | null, alternatives: Array<{ text: string }>, image: { name: string | null, url: string | null, thumbnailUrl: string | null }, error: { code: ErrorCode, message: string, retryable: boolean } | null };

export type PageCreateApiKeyMutationVariables = Exact<{
  name: string;
  role: Role;
}>;


export type PageCreateApiKeyMutation = { createApiKey: { secret: string, apiKey: { id: string, name: string, role: Role, createdAt: string, lastUsedAt: string | null, revokedAt: string | null } } };

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

export type PageCreateProfileMutationVariables = Exact<{
  input: ProfileInput;
}>;


export type PageCreateProfileMutation = { createProfile: { id: string, name: string } };

export type PageDeleteCaptionMutationVariables = Exact<{
  id: string;
}>;


export type PageDeleteCaptionMutation = { deleteCaption: boolean };

export type PageDeleteProfileMutationVariables = Exact<{
  name: string;
}>;


export type PageDeleteProfileMutation = { deleteProfile: boolean };

export type PageDoctorQueryVariables = Exact<{ [key: string]: never; }>;


export type PageDoctorQuery = { doctor: { ok: boolean, checks: Array<{ name: string, group: string, status: CheckStatus, detail: string, fix: string | null }> } };

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

export type PageModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type PageModelsQuery = { models: Array<{ id: string, name: string, family: string, language: string, imageSize: number, parameters: number, license: string | null, loaded: boolean }>, profile: { id: string, model: string } | null };

export type PageOpenAlertsQueryVariables = Exact<{ [key: string]: never; }>;


export type PageOpenAlertsQuery = { alerts: { totalCount: number, edges: Array<{ node: { id: string, rule: string, severity: Severity, message: string, raisedAt: string, resolvedAt: string | null, acknowledgedAt: string | null } }> } };

export type PagePastAlertsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PagePastAlertsQuery = { alerts: { totalCount: number, edges: Array<{ node: { id: string, rule: string, severity: Severity, message: string, raisedAt: string, resolvedAt: string | null, acknowledgedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PageProfileFragment = { id: string, name: string, builtIn: boolean, active: boolean, model: string, device: Device, deviceIds: Array<number>, forceCuda: boolean, batchSize: number, maxBatchDelayMs: number, maxImageSize: number | null, precision: Precision, memoryLimitMiB: number | null, memoryHeadroom: number, lowMemory: boolean, decoding: Decoding, beamSize: number | null, maxTokens: number | null, minTokens: number | null, noRepeatNgramSize: number | null, lengthPenalty: number | null, temperature: number | null, topK: number, topP: number, seed: number | null, deterministic: boolean, maxRetries: number, retryDelayMs: number, timeoutMs: number, queueSize: number, monitoring: boolean, updatedAt: string };

export type PageProfilesQueryVariables = Exact<{ [key: string]: never; }>;


export type PageProfilesQuery = { profiles: Array<{ id: string, name: string, builtIn: boolean, active: boolean, model: string, device: Device, deviceIds: Array<number>, forceCuda: boolean, batchSize: number, maxBatchDelayMs: number, maxImageSize: number | null, precision: Precision, memoryLimitMiB: number | null, memoryHeadroom: number, lowMemory: boolean, decoding: Decoding, beamSize: number | null, maxTokens: number | null, minTokens: number | null, noRepeatNgramSize: number | null, lengthPenalty: number | null, temperature: number | null, topK: number, topP: number, seed: number | null, deterministic: boolean, maxRetries: number, retryDelayMs: number, timeoutMs: number, queueSize: number, monitoring: boolean, updatedAt: string }>, models: Array<{ id: string, name: string }>, recommendation: { batchSize: number, maxImageSize: number, precision: Precision, reason: string } };

export type PageReleaseMemoryMutationVariables = Exact<{ [key: string]: never; }>;


export type PageReleaseMemoryMutation = { releaseMemory: { engine: EngineState } };

export type PageRetryJobMutationVariables = Exact<{
  id: string;
}>;


export type PageRetryJobMutation = { retryCaptionJob: { id: string, status: JobStatus, total: number, succeeded: number, failed: number, canceled: number, etaMs: number | null } };

export type PageRevokeApiKeyMutationVariables = Exact<{
  id: string;
}>;


export type PageRevokeApiKeyMutation = { revokeApiKey: { id: string, name: string, role: Role, createdAt: string, lastUsedAt: string | null, revokedAt: string | null } };

export type PageRuntimeQueryVariables = Exact<{ [key: string]: never; }>;


export type PageRuntimeQuery = { runtime: { version: string, model: string | null, profile: string, device: string | null, provider: string | null, precision: Precision | null, reason: string | null } };

export type PageSetDefaultModelMutationVariables = Exact<{
  name: string;
}>;


export type PageSetDefaultModelMutation = { setDefaultModel: { id: string, name: string } };

export type PageStatsSeriesQueryVariables = Exact<{
  window: StatsWindow;
}>;


export type PageStatsSeriesQuery = { statsSeries: Array<{ at: string, requests: number, failed: number, p50Ms: number | null, p95Ms: number | null, averageBatchSize: number | null, queueDepth: number | null }> };

export type PageStatsFragment = { totalRequests: number, succeeded: number, failed: number, canceled: number, cached: number, refused: number, successRate: number, batches: number, averageBatchSize: number, retries: number, queueDepth: number, inFlight: number, captionsPerSecond: number, failuresByCode: Array<{ code: ErrorCode, count: number }>, latency: { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number }, queueTime: { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number }, preprocessTime: { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number }, inferenceTime: { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number }, batchSizes: Array<{ size: number, count: number }> };

export type PageLatencyFragment = { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number };

export type PageUpdateAlertRuleMutationVariables = Exact<{
  name: string;
  input: AlertRuleInput;
}>;


export type PageUpdateAlertRuleMutation = { updateAlertRule: { name: string, threshold: number, seconds: number, severity: Severity, enabled: boolean } };

export type PageUpdateProfileMutationVariables = Exact<{
  name: string;
  input: ProfileInput;
}>;


export type PageUpdateProfileMutation = { updateProfile: { id: string, name: string } };

export type PageWatchRuntimeSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PageWatchRuntimeSubscription = { runtime: { engine: EngineState, device: string | null, provider: string | null, precision: Precision | null, forced: boolean, reason: string | null, model: string | null, profile: string, uptimeMs: number, version: string, memory: { allocatedMiB: number | null, reservedMiB: number | null, totalMiB: number | null, limitMiB: number | null, usage: number | null } | null, engines: Array<{ state: EngineState, device: string, pid: number | null, restarts: number, memory: { allocatedMiB: number | null, reservedMiB: number | null, totalMiB: number | null, limitMiB: number | null, usage: number | null } | null }>, devices: Array<{ index: number, name: string, driver: string | null, computeCapability: string | null, memoryTotalMiB: number | null, memoryUsedMiB: number | null, utilization: number | null, temperatureC: number | null, usedByEngineMiB: number | null }> } };

export type PageRuntimeFactsFragment = { engine: EngineState, device: string | null, provider: string | null, precision: Precision | null, forced: boolean, reason: string | null, model: string | null, profile: string, uptimeMs: number, version: string, memory: { allocatedMiB: number | null, reservedMiB: number | null, totalMiB: number | null, limitMiB: number | null, usage: number | null } | null, engines: Array<{ state: EngineState, device: string, pid: number | null, restarts: number, memory: { allocatedMiB: number | null, reservedMiB: number | null, totalMiB: number | null, limitMiB: number | null, usage: number | null } | null }>, devices: Array<{ index: number, name: string, driver: string | null, computeCapability: string | null, memoryTotalMiB: number | null, memoryUsedMiB: number | null, utilization: number | null, temperatureC: number | null, usedByEngineMiB: number | null }> };

export type PageMemoryFragment = { allocatedMiB: number | null, reservedMiB: number | null, totalMiB: number | null, limitMiB: number | null, usage: number | null };

export type PageWatchStatsSubscriptionVariables = Exact<{
  window: StatsWindow;
}>;


export type PageWatchStatsSubscription = { stats: { totalRequests: number, succeeded: number, failed: number, canceled: number, cached: number, refused: number, successRate: number, batches: number, averageBatchSize: number, retries: number, queueDepth: number, inFlight: number, captionsPerSecond: number, failuresByCode: Array<{ code: ErrorCode, count: number }>, latency: { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number }, queueTime: { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number }, preprocessTime: { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number }, inferenceTime: { averageMs: number, p50Ms: number, p95Ms: number, p99Ms: number, maxMs: number }, batchSizes: Array<{ size: number, count: number }> } };

export const PageAlertRuleFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageAlertRule"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertRule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}}]}}]} as unknown as DocumentNode<PageAlertRuleFragment, unknown>;
export const PageAlertFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageAlert"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}}]}}]} as unknown as DocumentNode<PageAlertFragment, unknown>;
export const PageApiKeyFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageApiKey"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]} as unknown as DocumentNode<PageApiKeyFragment, unknown>;
export const PageCaptionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageCaption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Caption"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"alternatives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<PageCaptionFragment, unknown>;
export const PageJobFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}}]} as unknown as DocumentNode<PageJobFragment, unknown>;
export const PageProfileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageProfile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Profile"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"builtIn"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"forceCuda"}},{"kind":"Field","name":{"kind":"Name","value":"batchSize"}},{"kind":"Field","name":{"kind":"Name","value":"maxBatchDelayMs"}},{"kind":"Field","name":{"kind":"Name","value":"maxImageSize"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"memoryLimitMiB"}},{"kind":"Field","name":{"kind":"Name","value":"memoryHeadroom"}},{"kind":"Field","name":{"kind":"Name","value":"lowMemory"}},{"kind":"Field","name":{"kind":"Name","value":"decoding"}},{"kind":"Field","name":{"kind":"Name","value":"beamSize"}},{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}},{"kind":"Field","name":{"kind":"Name","value":"minTokens"}},{"kind":"Field","name":{"kind":"Name","value":"noRepeatNgramSize"}},{"kind":"Field","name":{"kind":"Name","value":"lengthPenalty"}},{"kind":"Field","name":{"kind":"Name","value":"temperature"}},{"kind":"Field","name":{"kind":"Name","value":"topK"}},{"kind":"Field","name":{"kind":"Name","value":"topP"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"deterministic"}},{"kind":"Field","name":{"kind":"Name","value":"maxRetries"}},{"kind":"Field","name":{"kind":"Name","value":"retryDelayMs"}},{"kind":"Field","name":{"kind":"Name","value":"timeoutMs"}},{"kind":"Field","name":{"kind":"Name","value":"queueSize"}},{"kind":"Field","name":{"kind":"Name","value":"monitoring"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<PageProfileFragment, unknown>;
export const PageLatencyFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageLatency"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LatencyStats"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"averageMs"}},{"kind":"Field","name":{"kind":"Name","value":"p50Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p99Ms"}},{"kind":"Field","name":{"kind":"Name","value":"maxMs"}}]}}]} as unknown as DocumentNode<PageLatencyFragment, unknown>;
export const PageStatsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageStats"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Stats"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalRequests"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"cached"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"failuresByCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageLatency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"queueTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageLatency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"preprocessTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageLatency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inferenceTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageLatency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"batches"}},{"kind":"Field","name":{"kind":"Name","value":"averageBatchSize"}},{"kind":"Field","name":{"kind":"Name","value":"batchSizes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retries"}},{"kind":"Field","name":{"kind":"Name","value":"queueDepth"}},{"kind":"Field","name":{"kind":"Name","value":"inFlight"}},{"kind":"Field","name":{"kind":"Name","value":"captionsPerSecond"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageLatency"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LatencyStats"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"averageMs"}},{"kind":"Field","name":{"kind":"Name","value":"p50Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p99Ms"}},{"kind":"Field","name":{"kind":"Name","value":"maxMs"}}]}}]} as unknown as DocumentNode<PageStatsFragment, unknown>;
export const PageMemoryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageMemory"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemoryInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allocatedMiB"}},{"kind":"Field","name":{"kind":"Name","value":"reservedMiB"}},{"kind":"Field","name":{"kind":"Name","value":"totalMiB"}},{"kind":"Field","name":{"kind":"Name","value":"limitMiB"}},{"kind":"Field","name":{"kind":"Name","value":"usage"}}]}}]} as unknown as DocumentNode<PageMemoryFragment, unknown>;
export const PageRuntimeFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageRuntimeFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Runtime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"engine"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"forced"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"profile"}},{"kind":"Field","name":{"kind":"Name","value":"uptimeMs"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageMemory"}}]}},{"kind":"Field","name":{"kind":"Name","value":"engines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"pid"}},{"kind":"Field","name":{"kind":"Name","value":"restarts"}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageMemory"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"devices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"driver"}},{"kind":"Field","name":{"kind":"Name","value":"computeCapability"}},{"kind":"Field","name":{"kind":"Name","value":"memoryTotalMiB"}},{"kind":"Field","name":{"kind":"Name","value":"memoryUsedMiB"}},{"kind":"Field","name":{"kind":"Name","value":"utilization"}},{"kind":"Field","name":{"kind":"Name","value":"temperatureC"}},{"kind":"Field","name":{"kind":"Name","value":"usedByEngineMiB"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageMemory"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemoryInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allocatedMiB"}},{"kind":"Field","name":{"kind":"Name","value":"reservedMiB"}},{"kind":"Field","name":{"kind":"Name","value":"totalMiB"}},{"kind":"Field","name":{"kind":"Name","value":"limitMiB"}},{"kind":"Field","name":{"kind":"Name","value":"usage"}}]}}]} as unknown as DocumentNode<PageRuntimeFactsFragment, unknown>;
export const PageAcknowledgeAlertDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageAcknowledgeAlert"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acknowledgeAlert"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageAlert"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageAlert"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}}]}}]} as unknown as DocumentNode<PageAcknowledgeAlertMutation, PageAcknowledgeAlertMutationVariables>;
export const PageActivateProfileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageActivateProfile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activateProfile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<PageActivateProfileMutation, PageActivateProfileMutationVariables>;
export const PageAlertRaisedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"PageAlertRaised"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertRaised"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageAlert"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageAlert"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}}]}}]} as unknown as DocumentNode<PageAlertRaisedSubscription, PageAlertRaisedSubscriptionVariables>;
export const PageAlertRulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageAlertRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageAlertRule"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageAlertRule"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertRule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}}]}}]} as unknown as DocumentNode<PageAlertRulesQuery, PageAlertRulesQueryVariables>;
export const PageApiKeysDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageApiKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageApiKey"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageApiKey"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]} as unknown as DocumentNode<PageApiKeysQuery, PageApiKeysQueryVariables>;
export const PageCancelJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageCancelJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelCaptionJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}}]} as unknown as DocumentNode<PageCancelJobMutation, PageCancelJobMutationVariables>;
export const PageCreateApiKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageCreateApiKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"role"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Role"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"Variable","name":{"kind":"Name","value":"role"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageApiKey"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageApiKey"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]} as unknown as DocumentNode<PageCreateApiKeyMutation, PageCreateApiKeyMutationVariables>;
export const PageCreateJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageCreateJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"images"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImageInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionOptions"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCaptionJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"images"},"value":{"kind":"Variable","name":{"kind":"Name","value":"images"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}},{"kind":"Field","name":{"kind":"Name","value":"captions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QueueFull"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}}]} as unknown as DocumentNode<PageCreateJobMutation, PageCreateJobMutationVariables>;
export const PageCreateProfileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageCreateProfile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProfileInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createProfile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<PageCreateProfileMutation, PageCreateProfileMutationVariables>;
export const PageDeleteCaptionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageDeleteCaption"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteCaption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<PageDeleteCaptionMutation, PageDeleteCaptionMutationVariables>;
export const PageDeleteProfileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageDeleteProfile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteProfile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}]}]}}]} as unknown as DocumentNode<PageDeleteProfileMutation, PageDeleteProfileMutationVariables>;
export const PageDoctorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageDoctor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"doctor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"checks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}}]}}]}}]} as unknown as DocumentNode<PageDoctorQuery, PageDoctorQueryVariables>;
export const PageFilterNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageFilterNames"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"profiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<PageFilterNamesQuery, PageFilterNamesQueryVariables>;
export const PageHistoryEntryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageHistoryEntry"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageCaption"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"format"}}]}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"timings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queueMs"}},{"kind":"Field","name":{"kind":"Name","value":"preprocessMs"}},{"kind":"Field","name":{"kind":"Name","value":"inferenceMs"}},{"kind":"Field","name":{"kind":"Name","value":"totalMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"cached"}},{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"batchSize"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageCaption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Caption"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"alternatives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<PageHistoryEntryQuery, PageHistoryEntryQueryVariables>;
export const PageHistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<PageHistoryQuery, PageHistoryQueryVariables>;
export const PageJobCaptionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageJobCaptions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captionJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}},{"kind":"Field","name":{"kind":"Name","value":"captions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageCaption"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageCaption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Caption"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"alternatives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<PageJobCaptionsQuery, PageJobCaptionsQueryVariables>;
export const PageJobProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"PageJobProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"afterSequence"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captionJobProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"jobId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}}},{"kind":"Argument","name":{"kind":"Name","value":"afterSequence"},"value":{"kind":"Variable","name":{"kind":"Name","value":"afterSequence"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caption"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageCaption"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageCaption"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Caption"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"alternatives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<PageJobProgressSubscription, PageJobProgressSubscriptionVariables>;
export const PageModelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageModels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"family"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"imageSize"}},{"kind":"Field","name":{"kind":"Name","value":"parameters"}},{"kind":"Field","name":{"kind":"Name","value":"license"}},{"kind":"Field","name":{"kind":"Name","value":"loaded"}}]}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"StringValue","value":"auto","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"model"}}]}}]}}]} as unknown as DocumentNode<PageModelsQuery, PageModelsQueryVariables>;
export const PageOpenAlertsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageOpenAlerts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alerts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"open"},"value":{"kind":"BooleanValue","value":true}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageAlert"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageAlert"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}}]}}]} as unknown as DocumentNode<PageOpenAlertsQuery, PageOpenAlertsQueryVariables>;
export const PagePastAlertsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PagePastAlerts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alerts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"open"},"value":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageAlert"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageAlert"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}}]}}]} as unknown as DocumentNode<PagePastAlertsQuery, PagePastAlertsQueryVariables>;
export const PageProfilesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageProfiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"profiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageProfile"}}]}},{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"recommendation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchSize"}},{"kind":"Field","name":{"kind":"Name","value":"maxImageSize"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageProfile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Profile"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"builtIn"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"deviceIds"}},{"kind":"Field","name":{"kind":"Name","value":"forceCuda"}},{"kind":"Field","name":{"kind":"Name","value":"batchSize"}},{"kind":"Field","name":{"kind":"Name","value":"maxBatchDelayMs"}},{"kind":"Field","name":{"kind":"Name","value":"maxImageSize"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"memoryLimitMiB"}},{"kind":"Field","name":{"kind":"Name","value":"memoryHeadroom"}},{"kind":"Field","name":{"kind":"Name","value":"lowMemory"}},{"kind":"Field","name":{"kind":"Name","value":"decoding"}},{"kind":"Field","name":{"kind":"Name","value":"beamSize"}},{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}},{"kind":"Field","name":{"kind":"Name","value":"minTokens"}},{"kind":"Field","name":{"kind":"Name","value":"noRepeatNgramSize"}},{"kind":"Field","name":{"kind":"Name","value":"lengthPenalty"}},{"kind":"Field","name":{"kind":"Name","value":"temperature"}},{"kind":"Field","name":{"kind":"Name","value":"topK"}},{"kind":"Field","name":{"kind":"Name","value":"topP"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"deterministic"}},{"kind":"Field","name":{"kind":"Name","value":"maxRetries"}},{"kind":"Field","name":{"kind":"Name","value":"retryDelayMs"}},{"kind":"Field","name":{"kind":"Name","value":"timeoutMs"}},{"kind":"Field","name":{"kind":"Name","value":"queueSize"}},{"kind":"Field","name":{"kind":"Name","value":"monitoring"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<PageProfilesQuery, PageProfilesQueryVariables>;
export const PageReleaseMemoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageReleaseMemory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"releaseMemory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"engine"}}]}}]}}]} as unknown as DocumentNode<PageReleaseMemoryMutation, PageReleaseMemoryMutationVariables>;
export const PageRetryJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageRetryJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryCaptionJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageJob"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageJob"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptionJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"etaMs"}}]}}]} as unknown as DocumentNode<PageRetryJobMutation, PageRetryJobMutationVariables>;
export const PageRevokeApiKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageRevokeApiKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageApiKey"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageApiKey"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]} as unknown as DocumentNode<PageRevokeApiKeyMutation, PageRevokeApiKeyMutationVariables>;
export const PageRuntimeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageRuntime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runtime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"profile"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]} as unknown as DocumentNode<PageRuntimeQuery, PageRuntimeQueryVariables>;
export const PageSetDefaultModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageSetDefaultModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setDefaultModel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<PageSetDefaultModelMutation, PageSetDefaultModelMutationVariables>;
export const PageStatsSeriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PageStatsSeries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"window"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StatsWindow"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"statsSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"requests"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"p50Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"averageBatchSize"}},{"kind":"Field","name":{"kind":"Name","value":"queueDepth"}}]}}]}}]} as unknown as DocumentNode<PageStatsSeriesQuery, PageStatsSeriesQueryVariables>;
export const PageUpdateAlertRuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageUpdateAlertRule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlertRuleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAlertRule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageAlertRule"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageAlertRule"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertRule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}}]}}]} as unknown as DocumentNode<PageUpdateAlertRuleMutation, PageUpdateAlertRuleMutationVariables>;
export const PageUpdateProfileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PageUpdateProfile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProfileInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateProfile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<PageUpdateProfileMutation, PageUpdateProfileMutationVariables>;
export const PageWatchRuntimeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"PageWatchRuntime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runtime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageRuntimeFacts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageMemory"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemoryInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allocatedMiB"}},{"kind":"Field","name":{"kind":"Name","value":"reservedMiB"}},{"kind":"Field","name":{"kind":"Name","value":"totalMiB"}},{"kind":"Field","name":{"kind":"Name","value":"limitMiB"}},{"kind":"Field","name":{"kind":"Name","value":"usage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageRuntimeFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Runtime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"engine"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"forced"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"profile"}},{"kind":"Field","name":{"kind":"Name","value":"uptimeMs"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageMemory"}}]}},{"kind":"Field","name":{"kind":"Name","value":"engines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"pid"}},{"kind":"Field","name":{"kind":"Name","value":"restarts"}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageMemory"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"devices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"driver"}},{"kind":"Field","name":{"kind":"Name","value":"computeCapability"}},{"kind":"Field","name":{"kind":"Name","value":"memoryTotalMiB"}},{"kind":"Field","name":{"kind":"Name","value":"memoryUsedMiB"}},{"kind":"Field","name":{"kind":"Name","value":"utilization"}},{"kind":"Field","name":{"kind":"Name","value":"temperatureC"}},{"kind":"Field","name":{"kind":"Name","value":"usedByEngineMiB"}}]}}]}}]} as unknown as DocumentNode<PageWatchRuntimeSubscription, PageWatchRuntimeSubscriptionVariables>;
export const PageWatchStatsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"PageWatchStats"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"window"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StatsWindow"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stats"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageStats"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageLatency"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LatencyStats"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"averageMs"}},{"kind":"Field","name":{"kind":"Name","value":"p50Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p99Ms"}},{"kind":"Field","name":{"kind":"Name","value":"maxMs"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageStats"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Stats"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalRequests"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"canceled"}},{"kind":"Field","name":{"kind":"Name","value":"cached"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"failuresByCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageLatency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"queueTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageLatency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"preprocessTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageLatency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inferenceTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageLatency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"batches"}},{"kind":"Field","name":{"kind":"Name","value":"averageBatchSize"}},{"kind":"Field","name":{"kind":"Name","value":"batchSizes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retries"}},{"kind":"Field","name":{"kind":"Name","value":"queueDepth"}},{"kind":"Field","name":{"kind":"Name","value":"inFlight"}},{"kind":"Field","name":{"kind":"Name","value":"captionsPerSecond"}}]}}]} as unknown as DocumentNode<PageWatchStatsSubscription, PageWatchStatsSubscriptionVariables>;