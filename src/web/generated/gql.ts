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
    "mutation PageAcknowledgeAlert($id: ID!) {\n  acknowledgeAlert(id: $id) {\n    ...PageAlert\n  }\n}": typeof types.PageAcknowledgeAlertDocument,
    "mutation PageActivateProfile($name: String!) {\n  activateProfile(name: $name) {\n    id\n    name\n  }\n}": typeof types.PageActivateProfileDocument,
    "subscription PageAlertRaised {\n  alertRaised {\n    ...PageAlert\n  }\n}": typeof types.PageAlertRaisedDocument,
    "query PageAlertRules {\n  alertRules {\n    ...PageAlertRule\n  }\n}\n\nfragment PageAlertRule on AlertRule {\n  name\n  threshold\n  seconds\n  severity\n  enabled\n}": typeof types.PageAlertRulesDocument,
    "fragment PageAlert on Alert {\n  id\n  rule\n  severity\n  message\n  raisedAt\n  resolvedAt\n  acknowledgedAt\n}": typeof types.PageAlertFragmentDoc,
    "query PageApiKeys {\n  apiKeys {\n    ...PageApiKey\n  }\n}\n\nfragment PageApiKey on ApiKey {\n  id\n  name\n  role\n  createdAt\n  lastUsedAt\n  revokedAt\n}": typeof types.PageApiKeysDocument,
    "mutation PageCancelJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...PageJob\n  }\n}": typeof types.PageCancelJobDocument,
    "fragment PageCaption on Caption {\n  id\n  status\n  text\n  alternatives {\n    text\n  }\n  image {\n    name\n    url\n    thumbnailUrl\n  }\n  error {\n    code\n    message\n    retryable\n  }\n}": typeof types.PageCaptionFragmentDoc,
    "mutation PageCreateApiKey($name: String!, $role: Role!) {\n  createApiKey(name: $name, role: $role) {\n    apiKey {\n      ...PageApiKey\n    }\n    secret\n  }\n}": typeof types.PageCreateApiKeyDocument,
    "mutation PageCreateJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ... on CaptionJob {\n      ...PageJob\n      captions(first: 100) {\n        edges {\n          node {\n            id\n            status\n          }\n        }\n      }\n    }\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}": typeof types.PageCreateJobDocument,
    "mutation PageCreateProfile($input: ProfileInput!) {\n  createProfile(input: $input) {\n    id\n    name\n  }\n}": typeof types.PageCreateProfileDocument,
    "mutation PageDeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}": typeof types.PageDeleteCaptionDocument,
    "mutation PageDeleteProfile($name: String!) {\n  deleteProfile(name: $name)\n}": typeof types.PageDeleteProfileDocument,
    "query PageDoctor {\n  doctor {\n    ok\n    checks {\n      name\n      group\n      status\n      detail\n      fix\n    }\n  }\n}": typeof types.PageDoctorDocument,
    "query PageFilterNames {\n  models {\n    name\n  }\n  profiles {\n    name\n  }\n}": typeof types.PageFilterNamesDocument,
    "query PageHistoryEntry($id: ID!) {\n  caption(id: $id) {\n    ...PageCaption\n    score\n    image {\n      bytes\n      width\n      height\n      format\n    }\n    model {\n      name\n    }\n    profile {\n      name\n    }\n    timings {\n      queueMs\n      preprocessMs\n      inferenceMs\n      totalMs\n    }\n    attempts\n    cached\n    run {\n      id\n      batchSize\n      durationMs\n      device\n      precision\n      startedAt\n    }\n    createdAt\n    finishedAt\n  }\n}": typeof types.PageHistoryEntryDocument,
    "query PageHistory($first: Int!, $after: String, $filter: CaptionFilter) {\n  captions(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        status\n        text\n        image {\n          name\n          url\n          thumbnailUrl\n        }\n        error {\n          message\n        }\n        createdAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}": typeof types.PageHistoryDocument,
    "query PageJobCaptions($id: ID!) {\n  captionJob(id: $id) {\n    ...PageJob\n    captions(first: 100) {\n      edges {\n        node {\n          ...PageCaption\n        }\n      }\n    }\n  }\n}": typeof types.PageJobCaptionsDocument,
    "subscription PageJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...PageJob\n    }\n    caption {\n      ...PageCaption\n    }\n  }\n}": typeof types.PageJobProgressDocument,
    "fragment PageJob on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  etaMs\n}": typeof types.PageJobFragmentDoc,
    "query PageModels {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n  profile(name: \"auto\") {\n    id\n    model\n  }\n}": typeof types.PageModelsDocument,
    "query PageOpenAlerts {\n  alerts(first: 100, open: true) {\n    edges {\n      node {\n        ...PageAlert\n      }\n    }\n    totalCount\n  }\n}": typeof types.PageOpenAlertsDocument,
    "query PagePastAlerts($after: String) {\n  alerts(first: 20, after: $after, open: false) {\n    edges {\n      node {\n        ...PageAlert\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}": typeof types.PagePastAlertsDocument,
    "fragment PageProfile on Profile {\n  id\n  name\n  builtIn\n  active\n  model\n  device\n  deviceIds\n  forceCuda\n  batchSize\n  maxBatchDelayMs\n  maxImageSize\n  precision\n  memoryLimitMiB\n  memoryHeadroom\n  lowMemory\n  decoding\n  beamSize\n  maxTokens\n  minTokens\n  noRepeatNgramSize\n  lengthPenalty\n  temperature\n  topK\n  topP\n  seed\n  deterministic\n  maxRetries\n  retryDelayMs\n  timeoutMs\n  queueSize\n  monitoring\n  updatedAt\n}": typeof types.PageProfileFragmentDoc,
    "query PageProfiles {\n  profiles {\n    ...PageProfile\n  }\n  models {\n    id\n    name\n  }\n  recommendation {\n    batchSize\n    maxImageSize\n    precision\n    reason\n  }\n}": typeof types.PageProfilesDocument,
    "mutation PageReleaseMemory {\n  releaseMemory {\n    engine\n  }\n}": typeof types.PageReleaseMemoryDocument,
    "mutation PageRetryJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...PageJob\n  }\n}": typeof types.PageRetryJobDocument,
    "mutation PageRevokeApiKey($id: ID!) {\n  revokeApiKey(id: $id) {\n    ...PageApiKey\n  }\n}": typeof types.PageRevokeApiKeyDocument,
    "query PageRuntime {\n  runtime {\n    version\n    model\n    profile\n    device\n    provider\n    precision\n    reason\n  }\n}": typeof types.PageRuntimeDocument,
    "mutation PageSetDefaultModel($name: String!) {\n  setDefaultModel(name: $name) {\n    id\n    name\n  }\n}": typeof types.PageSetDefaultModelDocument,
    "query PageStatsSeries($window: StatsWindow!) {\n  statsSeries(window: $window) {\n    at\n    requests\n    failed\n    p50Ms\n    p95Ms\n    averageBatchSize\n    queueDepth\n  }\n}": typeof types.PageStatsSeriesDocument,
    "fragment PageStats on Stats {\n  totalRequests\n  succeeded\n  failed\n  canceled\n  cached\n  refused\n  successRate\n  failuresByCode {\n    code\n    count\n  }\n  latency {\n    ...PageLatency\n  }\n  queueTime {\n    ...PageLatency\n  }\n  preprocessTime {\n    ...PageLatency\n  }\n  inferenceTime {\n    ...PageLatency\n  }\n  batches\n  averageBatchSize\n  batchSizes {\n    size\n    count\n  }\n  retries\n  queueDepth\n  inFlight\n  captionsPerSecond\n}\n\nfragment PageLatency on LatencyStats {\n  averageMs\n  p50Ms\n  p95Ms\n  p99Ms\n  maxMs\n}": typeof types.PageStatsFragmentDoc,
    "mutation PageUpdateAlertRule($name: String!, $input: AlertRuleInput!) {\n  updateAlertRule(name: $name, input: $input) {\n    ...PageAlertRule\n  }\n}": typeof types.PageUpdateAlertRuleDocument,
    "mutation PageUpdateProfile($name: String!, $input: ProfileInput!) {\n  updateProfile(name: $name, input: $input) {\n    id\n    name\n  }\n}": typeof types.PageUpdateProfileDocument,
    "subscription PageWatchRuntime {\n  runtime {\n    ...PageRuntimeFacts\n  }\n}\n\nfragment PageRuntimeFacts on Runtime {\n  engine\n  device\n  provider\n  precision\n  forced\n  reason\n  model\n  profile\n  uptimeMs\n  version\n  memory {\n    ...PageMemory\n  }\n  engines {\n    state\n    device\n    pid\n    restarts\n    memory {\n      ...PageMemory\n    }\n  }\n  devices {\n    index\n    name\n    driver\n    computeCapability\n    memoryTotalMiB\n    memoryUsedMiB\n    utilization\n    temperatureC\n    usedByEngineMiB\n  }\n}\n\nfragment PageMemory on MemoryInfo {\n  allocatedMiB\n  reservedMiB\n  totalMiB\n  limitMiB\n  usage\n}": typeof types.PageWatchRuntimeDocument,
    "subscription PageWatchStats($window: StatsWindow!) {\n  stats(window: $window) {\n    ...PageStats\n  }\n}": typeof types.PageWatchStatsDocument,
};
const documents: Documents = {
    "mutation PageAcknowledgeAlert($id: ID!) {\n  acknowledgeAlert(id: $id) {\n    ...PageAlert\n  }\n}": types.PageAcknowledgeAlertDocument,
    "mutation PageActivateProfile($name: String!) {\n  activateProfile(name: $name) {\n    id\n    name\n  }\n}": types.PageActivateProfileDocument,
    "subscription PageAlertRaised {\n  alertRaised {\n    ...PageAlert\n  }\n}": types.PageAlertRaisedDocument,
    "query PageAlertRules {\n  alertRules {\n    ...PageAlertRule\n  }\n}\n\nfragment PageAlertRule on AlertRule {\n  name\n  threshold\n  seconds\n  severity\n  enabled\n}": types.PageAlertRulesDocument,
    "fragment PageAlert on Alert {\n  id\n  rule\n  severity\n  message\n  raisedAt\n  resolvedAt\n  acknowledgedAt\n}": types.PageAlertFragmentDoc,
    "query PageApiKeys {\n  apiKeys {\n    ...PageApiKey\n  }\n}\n\nfragment PageApiKey on ApiKey {\n  id\n  name\n  role\n  createdAt\n  lastUsedAt\n  revokedAt\n}": types.PageApiKeysDocument,
    "mutation PageCancelJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...PageJob\n  }\n}": types.PageCancelJobDocument,
    "fragment PageCaption on Caption {\n  id\n  status\n  text\n  alternatives {\n    text\n  }\n  image {\n    name\n    url\n    thumbnailUrl\n  }\n  error {\n    code\n    message\n    retryable\n  }\n}": types.PageCaptionFragmentDoc,
    "mutation PageCreateApiKey($name: String!, $role: Role!) {\n  createApiKey(name: $name, role: $role) {\n    apiKey {\n      ...PageApiKey\n    }\n    secret\n  }\n}": types.PageCreateApiKeyDocument,
    "mutation PageCreateJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ... on CaptionJob {\n      ...PageJob\n      captions(first: 100) {\n        edges {\n          node {\n            id\n            status\n          }\n        }\n      }\n    }\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}": types.PageCreateJobDocument,
    "mutation PageCreateProfile($input: ProfileInput!) {\n  createProfile(input: $input) {\n    id\n    name\n  }\n}": types.PageCreateProfileDocument,
    "mutation PageDeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}": types.PageDeleteCaptionDocument,
    "mutation PageDeleteProfile($name: String!) {\n  deleteProfile(name: $name)\n}": types.PageDeleteProfileDocument,
    "query PageDoctor {\n  doctor {\n    ok\n    checks {\n      name\n      group\n      status\n      detail\n      fix\n    }\n  }\n}": types.PageDoctorDocument,
    "query PageFilterNames {\n  models {\n    name\n  }\n  profiles {\n    name\n  }\n}": types.PageFilterNamesDocument,
    "query PageHistoryEntry($id: ID!) {\n  caption(id: $id) {\n    ...PageCaption\n    score\n    image {\n      bytes\n      width\n      height\n      format\n    }\n    model {\n      name\n    }\n    profile {\n      name\n    }\n    timings {\n      queueMs\n      preprocessMs\n      inferenceMs\n      totalMs\n    }\n    attempts\n    cached\n    run {\n      id\n      batchSize\n      durationMs\n      device\n      precision\n      startedAt\n    }\n    createdAt\n    finishedAt\n  }\n}": types.PageHistoryEntryDocument,
    "query PageHistory($first: Int!, $after: String, $filter: CaptionFilter) {\n  captions(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        status\n        text\n        image {\n          name\n          url\n          thumbnailUrl\n        }\n        error {\n          message\n        }\n        createdAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}": types.PageHistoryDocument,
    "query PageJobCaptions($id: ID!) {\n  captionJob(id: $id) {\n    ...PageJob\n    captions(first: 100) {\n      edges {\n        node {\n          ...PageCaption\n        }\n      }\n    }\n  }\n}": types.PageJobCaptionsDocument,
    "subscription PageJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...PageJob\n    }\n    caption {\n      ...PageCaption\n    }\n  }\n}": types.PageJobProgressDocument,
    "fragment PageJob on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  etaMs\n}": types.PageJobFragmentDoc,
    "query PageModels {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n  profile(name: \"auto\") {\n    id\n    model\n  }\n}": types.PageModelsDocument,
    "query PageOpenAlerts {\n  alerts(first: 100, open: true) {\n    edges {\n      node {\n        ...PageAlert\n      }\n    }\n    totalCount\n  }\n}": types.PageOpenAlertsDocument,
    "query PagePastAlerts($after: String) {\n  alerts(first: 20, after: $after, open: false) {\n    edges {\n      node {\n        ...PageAlert\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}": types.PagePastAlertsDocument,
    "fragment PageProfile on Profile {\n  id\n  name\n  builtIn\n  active\n  model\n  device\n  deviceIds\n  forceCuda\n  batchSize\n  maxBatchDelayMs\n  maxImageSize\n  precision\n  memoryLimitMiB\n  memoryHeadroom\n  lowMemory\n  decoding\n  beamSize\n  maxTokens\n  minTokens\n  noRepeatNgramSize\n  lengthPenalty\n  temperature\n  topK\n  topP\n  seed\n  deterministic\n  maxRetries\n  retryDelayMs\n  timeoutMs\n  queueSize\n  monitoring\n  updatedAt\n}": types.PageProfileFragmentDoc,
    "query PageProfiles {\n  profiles {\n    ...PageProfile\n  }\n  models {\n    id\n    name\n  }\n  recommendation {\n    batchSize\n    maxImageSize\n    precision\n    reason\n  }\n}": types.PageProfilesDocument,
    "mutation PageReleaseMemory {\n  releaseMemory {\n    engine\n  }\n}": types.PageReleaseMemoryDocument,
    "mutation PageRetryJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...PageJob\n  }\n}": types.PageRetryJobDocument,
    "mutation PageRevokeApiKey($id: ID!) {\n  revokeApiKey(id: $id) {\n    ...PageApiKey\n  }\n}": types.PageRevokeApiKeyDocument,
    "query PageRuntime {\n  runtime {\n    version\n    model\n    profile\n    device\n    provider\n    precision\n    reason\n  }\n}": types.PageRuntimeDocument,
    "mutation PageSetDefaultModel($name: String!) {\n  setDefaultModel(name: $name) {\n    id\n    name\n  }\n}": types.PageSetDefaultModelDocument,
    "query PageStatsSeries($window: StatsWindow!) {\n  statsSeries(window: $window) {\n    at\n    requests\n    failed\n    p50Ms\n    p95Ms\n    averageBatchSize\n    queueDepth\n  }\n}": types.PageStatsSeriesDocument,
    "fragment PageStats on Stats {\n  totalRequests\n  succeeded\n  failed\n  canceled\n  cached\n  refused\n  successRate\n  failuresByCode {\n    code\n    count\n  }\n  latency {\n    ...PageLatency\n  }\n  queueTime {\n    ...PageLatency\n  }\n  preprocessTime {\n    ...PageLatency\n  }\n  inferenceTime {\n    ...PageLatency\n  }\n  batches\n  averageBatchSize\n  batchSizes {\n    size\n    count\n  }\n  retries\n  queueDepth\n  inFlight\n  captionsPerSecond\n}\n\nfragment PageLatency on LatencyStats {\n  averageMs\n  p50Ms\n  p95Ms\n  p99Ms\n  maxMs\n}": types.PageStatsFragmentDoc,
    "mutation PageUpdateAlertRule($name: String!, $input: AlertRuleInput!) {\n  updateAlertRule(name: $name, input: $input) {\n    ...PageAlertRule\n  }\n}": types.PageUpdateAlertRuleDocument,
    "mutation PageUpdateProfile($name: String!, $input: ProfileInput!) {\n  updateProfile(name: $name, input: $input) {\n    id\n    name\n  }\n}": types.PageUpdateProfileDocument,
    "subscription PageWatchRuntime {\n  runtime {\n    ...PageRuntimeFacts\n  }\n}\n\nfragment PageRuntimeFacts on Runtime {\n  engine\n  device\n  provider\n  precision\n  forced\n  reason\n  model\n  profile\n  uptimeMs\n  version\n  memory {\n    ...PageMemory\n  }\n  engines {\n    state\n    device\n    pid\n    restarts\n    memory {\n      ...PageMemory\n    }\n  }\n  devices {\n    index\n    name\n    driver\n    computeCapability\n    memoryTotalMiB\n    memoryUsedMiB\n    utilization\n    temperatureC\n    usedByEngineMiB\n  }\n}\n\nfragment PageMemory on MemoryInfo {\n  allocatedMiB\n  reservedMiB\n  totalMiB\n  limitMiB\n  usage\n}": types.PageWatchRuntimeDocument,
    "subscription PageWatchStats($window: StatsWindow!) {\n  stats(window: $window) {\n    ...PageStats\n  }\n}": types.PageWatchStatsDocument,
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
export function graphql(source: "mutation PageAcknowledgeAlert($id: ID!) {\n  acknowledgeAlert(id: $id) {\n    ...PageAlert\n  }\n}"): (typeof documents)["mutation PageAcknowledgeAlert($id: ID!) {\n  acknowledgeAlert(id: $id) {\n    ...PageAlert\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageActivateProfile($name: String!) {\n  activateProfile(name: $name) {\n    id\n    name\n  }\n}"): (typeof documents)["mutation PageActivateProfile($name: String!) {\n  activateProfile(name: $name) {\n    id\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription PageAlertRaised {\n  alertRaised {\n    ...PageAlert\n  }\n}"): (typeof documents)["subscription PageAlertRaised {\n  alertRaised {\n    ...PageAlert\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageAlertRules {\n  alertRules {\n    ...PageAlertRule\n  }\n}\n\nfragment PageAlertRule on AlertRule {\n  name\n  threshold\n  seconds\n  severity\n  enabled\n}"): (typeof documents)["query PageAlertRules {\n  alertRules {\n    ...PageAlertRule\n  }\n}\n\nfragment PageAlertRule on AlertRule {\n  name\n  threshold\n  seconds\n  severity\n  enabled\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment PageAlert on Alert {\n  id\n  rule\n  severity\n  message\n  raisedAt\n  resolvedAt\n  acknowledgedAt\n}"): (typeof documents)["fragment PageAlert on Alert {\n  id\n  rule\n  severity\n  message\n  raisedAt\n  resolvedAt\n  acknowledgedAt\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageApiKeys {\n  apiKeys {\n    ...PageApiKey\n  }\n}\n\nfragment PageApiKey on ApiKey {\n  id\n  name\n  role\n  createdAt\n  lastUsedAt\n  revokedAt\n}"): (typeof documents)["query PageApiKeys {\n  apiKeys {\n    ...PageApiKey\n  }\n}\n\nfragment PageApiKey on ApiKey {\n  id\n  name\n  role\n  createdAt\n  lastUsedAt\n  revokedAt\n}"];
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
export function graphql(source: "mutation PageCreateApiKey($name: String!, $role: Role!) {\n  createApiKey(name: $name, role: $role) {\n    apiKey {\n      ...PageApiKey\n    }\n    secret\n  }\n}"): (typeof documents)["mutation PageCreateApiKey($name: String!, $role: Role!) {\n  createApiKey(name: $name, role: $role) {\n    apiKey {\n      ...PageApiKey\n    }\n    secret\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageCreateJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ... on CaptionJob {\n      ...PageJob\n      captions(first: 100) {\n        edges {\n          node {\n            id\n            status\n          }\n        }\n      }\n    }\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}"): (typeof documents)["mutation PageCreateJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ... on CaptionJob {\n      ...PageJob\n      captions(first: 100) {\n        edges {\n          node {\n            id\n            status\n          }\n        }\n      }\n    }\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageCreateProfile($input: ProfileInput!) {\n  createProfile(input: $input) {\n    id\n    name\n  }\n}"): (typeof documents)["mutation PageCreateProfile($input: ProfileInput!) {\n  createProfile(input: $input) {\n    id\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageDeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}"): (typeof documents)["mutation PageDeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageDeleteProfile($name: String!) {\n  deleteProfile(name: $name)\n}"): (typeof documents)["mutation PageDeleteProfile($name: String!) {\n  deleteProfile(name: $name)\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageDoctor {\n  doctor {\n    ok\n    checks {\n      name\n      group\n      status\n      detail\n      fix\n    }\n  }\n}"): (typeof documents)["query PageDoctor {\n  doctor {\n    ok\n    checks {\n      name\n      group\n      status\n      detail\n      fix\n    }\n  }\n}"];
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
export function graphql(source: "query PageModels {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n  profile(name: \"auto\") {\n    id\n    model\n  }\n}"): (typeof documents)["query PageModels {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n  profile(name: \"auto\") {\n    id\n    model\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageOpenAlerts {\n  alerts(first: 100, open: true) {\n    edges {\n      node {\n        ...PageAlert\n      }\n    }\n    totalCount\n  }\n}"): (typeof documents)["query PageOpenAlerts {\n  alerts(first: 100, open: true) {\n    edges {\n      node {\n        ...PageAlert\n      }\n    }\n    totalCount\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PagePastAlerts($after: String) {\n  alerts(first: 20, after: $after, open: false) {\n    edges {\n      node {\n        ...PageAlert\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}"): (typeof documents)["query PagePastAlerts($after: String) {\n  alerts(first: 20, after: $after, open: false) {\n    edges {\n      node {\n        ...PageAlert\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment PageProfile on Profile {\n  id\n  name\n  builtIn\n  active\n  model\n  device\n  deviceIds\n  forceCuda\n  batchSize\n  maxBatchDelayMs\n  maxImageSize\n  precision\n  memoryLimitMiB\n  memoryHeadroom\n  lowMemory\n  decoding\n  beamSize\n  maxTokens\n  minTokens\n  noRepeatNgramSize\n  lengthPenalty\n  temperature\n  topK\n  topP\n  seed\n  deterministic\n  maxRetries\n  retryDelayMs\n  timeoutMs\n  queueSize\n  monitoring\n  updatedAt\n}"): (typeof documents)["fragment PageProfile on Profile {\n  id\n  name\n  builtIn\n  active\n  model\n  device\n  deviceIds\n  forceCuda\n  batchSize\n  maxBatchDelayMs\n  maxImageSize\n  precision\n  memoryLimitMiB\n  memoryHeadroom\n  lowMemory\n  decoding\n  beamSize\n  maxTokens\n  minTokens\n  noRepeatNgramSize\n  lengthPenalty\n  temperature\n  topK\n  topP\n  seed\n  deterministic\n  maxRetries\n  retryDelayMs\n  timeoutMs\n  queueSize\n  monitoring\n  updatedAt\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageProfiles {\n  profiles {\n    ...PageProfile\n  }\n  models {\n    id\n    name\n  }\n  recommendation {\n    batchSize\n    maxImageSize\n    precision\n    reason\n  }\n}"): (typeof documents)["query PageProfiles {\n  profiles {\n    ...PageProfile\n  }\n  models {\n    id\n    name\n  }\n  recommendation {\n    batchSize\n    maxImageSize\n    precision\n    reason\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageReleaseMemory {\n  releaseMemory {\n    engine\n  }\n}"): (typeof documents)["mutation PageReleaseMemory {\n  releaseMemory {\n    engine\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageRetryJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...PageJob\n  }\n}"): (typeof documents)["mutation PageRetryJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...PageJob\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageRevokeApiKey($id: ID!) {\n  revokeApiKey(id: $id) {\n    ...PageApiKey\n  }\n}"): (typeof documents)["mutation PageRevokeApiKey($id: ID!) {\n  revokeApiKey(id: $id) {\n    ...PageApiKey\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageRuntime {\n  runtime {\n    version\n    model\n    profile\n    device\n    provider\n    precision\n    reason\n  }\n}"): (typeof documents)["query PageRuntime {\n  runtime {\n    version\n    model\n    profile\n    device\n    provider\n    precision\n    reason\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageSetDefaultModel($name: String!) {\n  setDefaultModel(name: $name) {\n    id\n    name\n  }\n}"): (typeof documents)["mutation PageSetDefaultModel($name: String!) {\n  setDefaultModel(name: $name) {\n    id\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PageStatsSeries($window: StatsWindow!) {\n  statsSeries(window: $window) {\n    at\n    requests\n    failed\n    p50Ms\n    p95Ms\n    averageBatchSize\n    queueDepth\n  }\n}"): (typeof documents)["query PageStatsSeries($window: StatsWindow!) {\n  statsSeries(window: $window) {\n    at\n    requests\n    failed\n    p50Ms\n    p95Ms\n    averageBatchSize\n    queueDepth\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment PageStats on Stats {\n  totalRequests\n  succeeded\n  failed\n  canceled\n  cached\n  refused\n  successRate\n  failuresByCode {\n    code\n    count\n  }\n  latency {\n    ...PageLatency\n  }\n  queueTime {\n    ...PageLatency\n  }\n  preprocessTime {\n    ...PageLatency\n  }\n  inferenceTime {\n    ...PageLatency\n  }\n  batches\n  averageBatchSize\n  batchSizes {\n    size\n    count\n  }\n  retries\n  queueDepth\n  inFlight\n  captionsPerSecond\n}\n\nfragment PageLatency on LatencyStats {\n  averageMs\n  p50Ms\n  p95Ms\n  p99Ms\n  maxMs\n}"): (typeof documents)["fragment PageStats on Stats {\n  totalRequests\n  succeeded\n  failed\n  canceled\n  cached\n  refused\n  successRate\n  failuresByCode {\n    code\n    count\n  }\n  latency {\n    ...PageLatency\n  }\n  queueTime {\n    ...PageLatency\n  }\n  preprocessTime {\n    ...PageLatency\n  }\n  inferenceTime {\n    ...PageLatency\n  }\n  batches\n  averageBatchSize\n  batchSizes {\n    size\n    count\n  }\n  retries\n  queueDepth\n  inFlight\n  captionsPerSecond\n}\n\nfragment PageLatency on LatencyStats {\n  averageMs\n  p50Ms\n  p95Ms\n  p99Ms\n  maxMs\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageUpdateAlertRule($name: String!, $input: AlertRuleInput!) {\n  updateAlertRule(name: $name, input: $input) {\n    ...PageAlertRule\n  }\n}"): (typeof documents)["mutation PageUpdateAlertRule($name: String!, $input: AlertRuleInput!) {\n  updateAlertRule(name: $name, input: $input) {\n    ...PageAlertRule\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PageUpdateProfile($name: String!, $input: ProfileInput!) {\n  updateProfile(name: $name, input: $input) {\n    id\n    name\n  }\n}"): (typeof documents)["mutation PageUpdateProfile($name: String!, $input: ProfileInput!) {\n  updateProfile(name: $name, input: $input) {\n    id\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription PageWatchRuntime {\n  runtime {\n    ...PageRuntimeFacts\n  }\n}\n\nfragment PageRuntimeFacts on Runtime {\n  engine\n  device\n  provider\n  precision\n  forced\n  reason\n  model\n  profile\n  uptimeMs\n  version\n  memory {\n    ...PageMemory\n  }\n  engines {\n    state\n    device\n    pid\n    restarts\n    memory {\n      ...PageMemory\n    }\n  }\n  devices {\n    index\n    name\n    driver\n    computeCapability\n    memoryTotalMiB\n    memoryUsedMiB\n    utilization\n    temperatureC\n    usedByEngineMiB\n  }\n}\n\nfragment PageMemory on MemoryInfo {\n  allocatedMiB\n  reservedMiB\n  totalMiB\n  limitMiB\n  usage\n}"): (typeof documents)["subscription PageWatchRuntime {\n  runtime {\n    ...PageRuntimeFacts\n  }\n}\n\nfragment PageRuntimeFacts on Runtime {\n  engine\n  device\n  provider\n  precision\n  forced\n  reason\n  model\n  profile\n  uptimeMs\n  version\n  memory {\n    ...PageMemory\n  }\n  engines {\n    state\n    device\n    pid\n    restarts\n    memory {\n      ...PageMemory\n    }\n  }\n  devices {\n    index\n    name\n    driver\n    computeCapability\n    memoryTotalMiB\n    memoryUsedMiB\n    utilization\n    temperatureC\n    usedByEngineMiB\n  }\n}\n\nfragment PageMemory on MemoryInfo {\n  allocatedMiB\n  reservedMiB\n  totalMiB\n  limitMiB\n  usage\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription PageWatchStats($window: StatsWindow!) {\n  stats(window: $window) {\n    ...PageStats\n  }\n}"): (typeof documents)["subscription PageWatchStats($window: StatsWindow!) {\n  stats(window: $window) {\n    ...PageStats\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;