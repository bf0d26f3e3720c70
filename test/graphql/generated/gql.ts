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
    "mutation AcknowledgeAlert($id: ID!) {\n  acknowledgeAlert(id: $id) {\n    ...AlertFields\n  }\n}": typeof types.AcknowledgeAlertDocument,
    "mutation ActivateProfile($name: String!) {\n  activateProfile(name: $name) {\n    ...ProfileFields\n  }\n}": typeof types.ActivateProfileDocument,
    "fragment AlertFields on Alert {\n  id\n  rule\n  severity\n  message\n  raisedAt\n  resolvedAt\n  acknowledgedAt\n}": typeof types.AlertFieldsFragmentDoc,
    "subscription AlertRaised {\n  alertRaised {\n    ...AlertFields\n  }\n}": typeof types.AlertRaisedDocument,
    "query AlertRules {\n  alertRules {\n    name\n    threshold\n    seconds\n    severity\n    enabled\n  }\n}": typeof types.AlertRulesDocument,
    "query Alerts($first: Int, $after: String, $last: Int, $before: String, $open: Boolean) {\n  alerts(first: $first, after: $after, last: $last, before: $before, open: $open) {\n    edges {\n      cursor\n      node {\n        ...AlertFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": typeof types.AlertsDocument,
    "fragment ApiKeyFields on ApiKey {\n  id\n  name\n  role\n  createdAt\n  lastUsedAt\n  revokedAt\n}\n\nquery ApiKeys {\n  apiKeys {\n    ...ApiKeyFields\n  }\n}": typeof types.ApiKeyFieldsFragmentDoc,
    "mutation CancelCaptionJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...JobFields\n  }\n}": typeof types.CancelCaptionJobDocument,
    "fragment CaptionFields on Caption {\n  id\n  status\n  text\n  score\n  alternatives {\n    text\n    score\n  }\n  image {\n    name\n    url\n    sha256\n    bytes\n    width\n    height\n    format\n    thumbnailUrl\n  }\n  model {\n    name\n  }\n  profile {\n    name\n  }\n  error {\n    code\n    message\n    retryable\n  }\n  timings {\n    queueMs\n    preprocessMs\n    inferenceMs\n    totalMs\n  }\n  attempts\n  cached\n  run {\n    id\n    batchSize\n    durationMs\n  }\n  job {\n    id\n  }\n  createdAt\n  finishedAt\n}": typeof types.CaptionFieldsFragmentDoc,
    "mutation CaptionImage($image: ImageInput!, $options: CaptionOptions) {\n  captionImage(image: $image, options: $options) {\n    __typename\n    ...CaptionFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n    ... on CaptionFailed {\n      retryable\n      caption {\n        ...CaptionFields\n      }\n    }\n  }\n}": typeof types.CaptionImageDocument,
    "subscription CaptionJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...JobFields\n    }\n    caption {\n      ...CaptionFields\n    }\n  }\n}": typeof types.CaptionJobProgressDocument,
    "query CaptionJob($id: ID!, $first: Int, $after: String, $status: CaptionStatus) {\n  captionJob(id: $id) {\n    ...JobFields\n    captions(first: $first, after: $after, status: $status) {\n      edges {\n        cursor\n        node {\n          ...CaptionFields\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n}": typeof types.CaptionJobDocument,
    "query CaptionJobs($first: Int, $after: String, $last: Int, $before: String, $status: JobStatus) {\n  captionJobs(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    status: $status\n  ) {\n    edges {\n      cursor\n      node {\n        ...JobFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": typeof types.CaptionJobsDocument,
    "query Caption($id: ID!) {\n  caption(id: $id) {\n    ...CaptionFields\n  }\n}": typeof types.CaptionDocument,
    "query Captions($first: Int, $after: String, $last: Int, $before: String, $filter: CaptionFilter) {\n  captions(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    filter: $filter\n  ) {\n    edges {\n      cursor\n      node {\n        ...CaptionFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": typeof types.CaptionsDocument,
    "mutation CreateApiKey($name: String!, $role: Role!) {\n  createApiKey(name: $name, role: $role) {\n    apiKey {\n      ...ApiKeyFields\n    }\n    secret\n  }\n}": typeof types.CreateApiKeyDocument,
    "mutation CreateCaptionJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ...JobFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}": typeof types.CreateCaptionJobDocument,
    "mutation CreateProfile($input: ProfileInput!) {\n  createProfile(input: $input) {\n    ...ProfileFields\n  }\n}": typeof types.CreateProfileDocument,
    "mutation DeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}": typeof types.DeleteCaptionDocument,
    "mutation DeleteProfile($name: String!) {\n  deleteProfile(name: $name)\n}": typeof types.DeleteProfileDocument,
    "query Doctor {\n  doctor {\n    ok\n    checks {\n      name\n      group\n      status\n      detail\n      fix\n    }\n  }\n}": typeof types.DoctorDocument,
    "query InferenceRuns($first: Int, $after: String, $last: Int, $before: String) {\n  inferenceRuns(first: $first, after: $after, last: $last, before: $before) {\n    edges {\n      cursor\n      node {\n        id\n        model\n        device\n        precision\n        batchSize\n        durationMs\n        tokens\n        succeeded\n        error {\n          code\n          message\n          retryable\n        }\n        startedAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": typeof types.InferenceRunsDocument,
    "fragment JobFields on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  progress\n  etaMs\n  createdAt\n  startedAt\n  finishedAt\n}": typeof types.JobFieldsFragmentDoc,
    "query Models {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n}": typeof types.ModelsDocument,
    "fragment ProfileFields on Profile {\n  id\n  name\n  builtIn\n  active\n  model\n  device\n  deviceIds\n  forceCuda\n  batchSize\n  maxBatchDelayMs\n  maxImageSize\n  precision\n  memoryLimitMiB\n  memoryHeadroom\n  lowMemory\n  decoding\n  beamSize\n  maxTokens\n  minTokens\n  noRepeatNgramSize\n  lengthPenalty\n  temperature\n  topK\n  topP\n  seed\n  deterministic\n  maxRetries\n  retryDelayMs\n  timeoutMs\n  queueSize\n  monitoring\n  updatedAt\n}": typeof types.ProfileFieldsFragmentDoc,
    "query Profile($name: String) {\n  profile(name: $name) {\n    ...ProfileFields\n  }\n}": typeof types.ProfileDocument,
    "query Profiles {\n  profiles {\n    ...ProfileFields\n  }\n}": typeof types.ProfilesDocument,
    "query Recommendation($memoryGiB: Float) {\n  recommendation(memoryGiB: $memoryGiB) {\n    batchSize\n    maxImageSize\n    precision\n    reason\n  }\n}": typeof types.RecommendationDocument,
    "mutation ReleaseMemory {\n  releaseMemory {\n    ...RuntimeFields\n  }\n}": typeof types.ReleaseMemoryDocument,
    "mutation RetryCaptionJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...JobFields\n  }\n}": typeof types.RetryCaptionJobDocument,
    "mutation RevokeApiKey($id: ID!) {\n  revokeApiKey(id: $id) {\n    ...ApiKeyFields\n  }\n}": typeof types.RevokeApiKeyDocument,
    "fragment RuntimeFields on Runtime {\n  engine\n  device\n  provider\n  precision\n  forced\n  reason\n  model\n  profile\n  engines {\n    state\n    device\n    pid\n    restarts\n    memory {\n      ...MemoryFields\n    }\n  }\n  devices {\n    index\n    name\n    driver\n    computeCapability\n    memoryTotalMiB\n    memoryUsedMiB\n    utilization\n    temperatureC\n    usedByEngineMiB\n  }\n  memory {\n    ...MemoryFields\n  }\n  uptimeMs\n  version\n}\n\nfragment MemoryFields on MemoryInfo {\n  allocatedMiB\n  reservedMiB\n  totalMiB\n  limitMiB\n  usage\n}": typeof types.RuntimeFieldsFragmentDoc,
    "query Runtime {\n  runtime {\n    ...RuntimeFields\n  }\n}": typeof types.RuntimeDocument,
    "mutation UpdateAlertRule($name: String!, $input: AlertRuleInput!) {\n  updateAlertRule(name: $name, input: $input) {\n    name\n    threshold\n    seconds\n    severity\n    enabled\n  }\n}": typeof types.UpdateAlertRuleDocument,
    "mutation UpdateProfile($name: String!, $input: ProfileInput!) {\n  updateProfile(name: $name, input: $input) {\n    ...ProfileFields\n  }\n}": typeof types.UpdateProfileDocument,
    "subscription WatchRuntime($intervalMs: Int! = 1000) {\n  runtime(intervalMs: $intervalMs) {\n    ...RuntimeFields\n  }\n}": typeof types.WatchRuntimeDocument,
};
const documents: Documents = {
    "mutation AcknowledgeAlert($id: ID!) {\n  acknowledgeAlert(id: $id) {\n    ...AlertFields\n  }\n}": types.AcknowledgeAlertDocument,
    "mutation ActivateProfile($name: String!) {\n  activateProfile(name: $name) {\n    ...ProfileFields\n  }\n}": types.ActivateProfileDocument,
    "fragment AlertFields on Alert {\n  id\n  rule\n  severity\n  message\n  raisedAt\n  resolvedAt\n  acknowledgedAt\n}": types.AlertFieldsFragmentDoc,
    "subscription AlertRaised {\n  alertRaised {\n    ...AlertFields\n  }\n}": types.AlertRaisedDocument,
    "query AlertRules {\n  alertRules {\n    name\n    threshold\n    seconds\n    severity\n    enabled\n  }\n}": types.AlertRulesDocument,
    "query Alerts($first: Int, $after: String, $last: Int, $before: String, $open: Boolean) {\n  alerts(first: $first, after: $after, last: $last, before: $before, open: $open) {\n    edges {\n      cursor\n      node {\n        ...AlertFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": types.AlertsDocument,
    "fragment ApiKeyFields on ApiKey {\n  id\n  name\n  role\n  createdAt\n  lastUsedAt\n  revokedAt\n}\n\nquery ApiKeys {\n  apiKeys {\n    ...ApiKeyFields\n  }\n}": types.ApiKeyFieldsFragmentDoc,
    "mutation CancelCaptionJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...JobFields\n  }\n}": types.CancelCaptionJobDocument,
    "fragment CaptionFields on Caption {\n  id\n  status\n  text\n  score\n  alternatives {\n    text\n    score\n  }\n  image {\n    name\n    url\n    sha256\n    bytes\n    width\n    height\n    format\n    thumbnailUrl\n  }\n  model {\n    name\n  }\n  profile {\n    name\n  }\n  error {\n    code\n    message\n    retryable\n  }\n  timings {\n    queueMs\n    preprocessMs\n    inferenceMs\n    totalMs\n  }\n  attempts\n  cached\n  run {\n    id\n    batchSize\n    durationMs\n  }\n  job {\n    id\n  }\n  createdAt\n  finishedAt\n}": types.CaptionFieldsFragmentDoc,
    "mutation CaptionImage($image: ImageInput!, $options: CaptionOptions) {\n  captionImage(image: $image, options: $options) {\n    __typename\n    ...CaptionFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n    ... on CaptionFailed {\n      retryable\n      caption {\n        ...CaptionFields\n      }\n    }\n  }\n}": types.CaptionImageDocument,
    "subscription CaptionJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...JobFields\n    }\n    caption {\n      ...CaptionFields\n    }\n  }\n}": types.CaptionJobProgressDocument,
    "query CaptionJob($id: ID!, $first: Int, $after: String, $status: CaptionStatus) {\n  captionJob(id: $id) {\n    ...JobFields\n    captions(first: $first, after: $after, status: $status) {\n      edges {\n        cursor\n        node {\n          ...CaptionFields\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n}": types.CaptionJobDocument,
    "query CaptionJobs($first: Int, $after: String, $last: Int, $before: String, $status: JobStatus) {\n  captionJobs(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    status: $status\n  ) {\n    edges {\n      cursor\n      node {\n        ...JobFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": types.CaptionJobsDocument,
    "query Caption($id: ID!) {\n  caption(id: $id) {\n    ...CaptionFields\n  }\n}": types.CaptionDocument,
    "query Captions($first: Int, $after: String, $last: Int, $before: String, $filter: CaptionFilter) {\n  captions(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    filter: $filter\n  ) {\n    edges {\n      cursor\n      node {\n        ...CaptionFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": types.CaptionsDocument,
    "mutation CreateApiKey($name: String!, $role: Role!) {\n  createApiKey(name: $name, role: $role) {\n    apiKey {\n      ...ApiKeyFields\n    }\n    secret\n  }\n}": types.CreateApiKeyDocument,
    "mutation CreateCaptionJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ...JobFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}": types.CreateCaptionJobDocument,
    "mutation CreateProfile($input: ProfileInput!) {\n  createProfile(input: $input) {\n    ...ProfileFields\n  }\n}": types.CreateProfileDocument,
    "mutation DeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}": types.DeleteCaptionDocument,
    "mutation DeleteProfile($name: String!) {\n  deleteProfile(name: $name)\n}": types.DeleteProfileDocument,
    "query Doctor {\n  doctor {\n    ok\n    checks {\n      name\n      group\n      status\n      detail\n      fix\n    }\n  }\n}": types.DoctorDocument,
    "query InferenceRuns($first: Int, $after: String, $last: Int, $before: String) {\n  inferenceRuns(first: $first, after: $after, last: $last, before: $before) {\n    edges {\n      cursor\n      node {\n        id\n        model\n        device\n        precision\n        batchSize\n        durationMs\n        tokens\n        succeeded\n        error {\n          code\n          message\n          retryable\n        }\n        startedAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}": types.InferenceRunsDocument,
    "fragment JobFields on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  progress\n  etaMs\n  createdAt\n  startedAt\n  finishedAt\n}": types.JobFieldsFragmentDoc,
    "query Models {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n}": types.ModelsDocument,
    "fragment ProfileFields on Profile {\n  id\n  name\n  builtIn\n  active\n  model\n  device\n  deviceIds\n  forceCuda\n  batchSize\n  maxBatchDelayMs\n  maxImageSize\n  precision\n  memoryLimitMiB\n  memoryHeadroom\n  lowMemory\n  decoding\n  beamSize\n  maxTokens\n  minTokens\n  noRepeatNgramSize\n  lengthPenalty\n  temperature\n  topK\n  topP\n  seed\n  deterministic\n  maxRetries\n  retryDelayMs\n  timeoutMs\n  queueSize\n  monitoring\n  updatedAt\n}": types.ProfileFieldsFragmentDoc,
    "query Profile($name: String) {\n  profile(name: $name) {\n    ...ProfileFields\n  }\n}": types.ProfileDocument,
    "query Profiles {\n  profiles {\n    ...ProfileFields\n  }\n}": types.ProfilesDocument,
    "query Recommendation($memoryGiB: Float) {\n  recommendation(memoryGiB: $memoryGiB) {\n    batchSize\n    maxImageSize\n    precision\n    reason\n  }\n}": types.RecommendationDocument,
    "mutation ReleaseMemory {\n  releaseMemory {\n    ...RuntimeFields\n  }\n}": types.ReleaseMemoryDocument,
    "mutation RetryCaptionJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...JobFields\n  }\n}": types.RetryCaptionJobDocument,
    "mutation RevokeApiKey($id: ID!) {\n  revokeApiKey(id: $id) {\n    ...ApiKeyFields\n  }\n}": types.RevokeApiKeyDocument,
    "fragment RuntimeFields on Runtime {\n  engine\n  device\n  provider\n  precision\n  forced\n  reason\n  model\n  profile\n  engines {\n    state\n    device\n    pid\n    restarts\n    memory {\n      ...MemoryFields\n    }\n  }\n  devices {\n    index\n    name\n    driver\n    computeCapability\n    memoryTotalMiB\n    memoryUsedMiB\n    utilization\n    temperatureC\n    usedByEngineMiB\n  }\n  memory {\n    ...MemoryFields\n  }\n  uptimeMs\n  version\n}\n\nfragment MemoryFields on MemoryInfo {\n  allocatedMiB\n  reservedMiB\n  totalMiB\n  limitMiB\n  usage\n}": types.RuntimeFieldsFragmentDoc,
    "query Runtime {\n  runtime {\n    ...RuntimeFields\n  }\n}": types.RuntimeDocument,
    "mutation UpdateAlertRule($name: String!, $input: AlertRuleInput!) {\n  updateAlertRule(name: $name, input: $input) {\n    name\n    threshold\n    seconds\n    severity\n    enabled\n  }\n}": types.UpdateAlertRuleDocument,
    "mutation UpdateProfile($name: String!, $input: ProfileInput!) {\n  updateProfile(name: $name, input: $input) {\n    ...ProfileFields\n  }\n}": types.UpdateProfileDocument,
    "subscription WatchRuntime($intervalMs: Int! = 1000) {\n  runtime(intervalMs: $intervalMs) {\n    ...RuntimeFields\n  }\n}": types.WatchRuntimeDocument,
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
export function graphql(source: "mutation AcknowledgeAlert($id: ID!) {\n  acknowledgeAlert(id: $id) {\n    ...AlertFields\n  }\n}"): (typeof documents)["mutation AcknowledgeAlert($id: ID!) {\n  acknowledgeAlert(id: $id) {\n    ...AlertFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ActivateProfile($name: String!) {\n  activateProfile(name: $name) {\n    ...ProfileFields\n  }\n}"): (typeof documents)["mutation ActivateProfile($name: String!) {\n  activateProfile(name: $name) {\n    ...ProfileFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment AlertFields on Alert {\n  id\n  rule\n  severity\n  message\n  raisedAt\n  resolvedAt\n  acknowledgedAt\n}"): (typeof documents)["fragment AlertFields on Alert {\n  id\n  rule\n  severity\n  message\n  raisedAt\n  resolvedAt\n  acknowledgedAt\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription AlertRaised {\n  alertRaised {\n    ...AlertFields\n  }\n}"): (typeof documents)["subscription AlertRaised {\n  alertRaised {\n    ...AlertFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AlertRules {\n  alertRules {\n    name\n    threshold\n    seconds\n    severity\n    enabled\n  }\n}"): (typeof documents)["query AlertRules {\n  alertRules {\n    name\n    threshold\n    seconds\n    severity\n    enabled\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Alerts($first: Int, $after: String, $last: Int, $before: String, $open: Boolean) {\n  alerts(first: $first, after: $after, last: $last, before: $before, open: $open) {\n    edges {\n      cursor\n      node {\n        ...AlertFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}"): (typeof documents)["query Alerts($first: Int, $after: String, $last: Int, $before: String, $open: Boolean) {\n  alerts(first: $first, after: $after, last: $last, before: $before, open: $open) {\n    edges {\n      cursor\n      node {\n        ...AlertFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ApiKeyFields on ApiKey {\n  id\n  name\n  role\n  createdAt\n  lastUsedAt\n  revokedAt\n}\n\nquery ApiKeys {\n  apiKeys {\n    ...ApiKeyFields\n  }\n}"): (typeof documents)["fragment ApiKeyFields on ApiKey {\n  id\n  name\n  role\n  createdAt\n  lastUsedAt\n  revokedAt\n}\n\nquery ApiKeys {\n  apiKeys {\n    ...ApiKeyFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelCaptionJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...JobFields\n  }\n}"): (typeof documents)["mutation CancelCaptionJob($id: ID!) {\n  cancelCaptionJob(id: $id) {\n    ...JobFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment CaptionFields on Caption {\n  id\n  status\n  text\n  score\n  alternatives {\n    text\n    score\n  }\n  image {\n    name\n    url\n    sha256\n    bytes\n    width\n    height\n    format\n    thumbnailUrl\n  }\n  model {\n    name\n  }\n  profile {\n    name\n  }\n  error {\n    code\n    message\n    retryable\n  }\n  timings {\n    queueMs\n    preprocessMs\n    inferenceMs\n    totalMs\n  }\n  attempts\n  cached\n  run {\n    id\n    batchSize\n    durationMs\n  }\n  job {\n    id\n  }\n  createdAt\n  finishedAt\n}"): (typeof documents)["fragment CaptionFields on Caption {\n  id\n  status\n  text\n  score\n  alternatives {\n    text\n    score\n  }\n  image {\n    name\n    url\n    sha256\n    bytes\n    width\n    height\n    format\n    thumbnailUrl\n  }\n  model {\n    name\n  }\n  profile {\n    name\n  }\n  error {\n    code\n    message\n    retryable\n  }\n  timings {\n    queueMs\n    preprocessMs\n    inferenceMs\n    totalMs\n  }\n  attempts\n  cached\n  run {\n    id\n    batchSize\n    durationMs\n  }\n  job {\n    id\n  }\n  createdAt\n  finishedAt\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CaptionImage($image: ImageInput!, $options: CaptionOptions) {\n  captionImage(image: $image, options: $options) {\n    __typename\n    ...CaptionFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n    ... on CaptionFailed {\n      retryable\n      caption {\n        ...CaptionFields\n      }\n    }\n  }\n}"): (typeof documents)["mutation CaptionImage($image: ImageInput!, $options: CaptionOptions) {\n  captionImage(image: $image, options: $options) {\n    __typename\n    ...CaptionFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n    ... on CaptionFailed {\n      retryable\n      caption {\n        ...CaptionFields\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription CaptionJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...JobFields\n    }\n    caption {\n      ...CaptionFields\n    }\n  }\n}"): (typeof documents)["subscription CaptionJobProgress($jobId: ID!, $afterSequence: Int) {\n  captionJobProgress(jobId: $jobId, afterSequence: $afterSequence) {\n    sequence\n    job {\n      ...JobFields\n    }\n    caption {\n      ...CaptionFields\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CaptionJob($id: ID!, $first: Int, $after: String, $status: CaptionStatus) {\n  captionJob(id: $id) {\n    ...JobFields\n    captions(first: $first, after: $after, status: $status) {\n      edges {\n        cursor\n        node {\n          ...CaptionFields\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n}"): (typeof documents)["query CaptionJob($id: ID!, $first: Int, $after: String, $status: CaptionStatus) {\n  captionJob(id: $id) {\n    ...JobFields\n    captions(first: $first, after: $after, status: $status) {\n      edges {\n        cursor\n        node {\n          ...CaptionFields\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CaptionJobs($first: Int, $after: String, $last: Int, $before: String, $status: JobStatus) {\n  captionJobs(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    status: $status\n  ) {\n    edges {\n      cursor\n      node {\n        ...JobFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}"): (typeof documents)["query CaptionJobs($first: Int, $after: String, $last: Int, $before: String, $status: JobStatus) {\n  captionJobs(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    status: $status\n  ) {\n    edges {\n      cursor\n      node {\n        ...JobFields\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}"];
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
export function graphql(source: "mutation CreateApiKey($name: String!, $role: Role!) {\n  createApiKey(name: $name, role: $role) {\n    apiKey {\n      ...ApiKeyFields\n    }\n    secret\n  }\n}"): (typeof documents)["mutation CreateApiKey($name: String!, $role: Role!) {\n  createApiKey(name: $name, role: $role) {\n    apiKey {\n      ...ApiKeyFields\n    }\n    secret\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateCaptionJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ...JobFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}"): (typeof documents)["mutation CreateCaptionJob($images: [ImageInput!]!, $options: CaptionOptions, $idempotencyKey: String) {\n  createCaptionJob(\n    images: $images\n    options: $options\n    idempotencyKey: $idempotencyKey\n  ) {\n    __typename\n    ...JobFields\n    ... on Error {\n      code\n      message\n    }\n    ... on InvalidInput {\n      path\n    }\n    ... on QueueFull {\n      retryAfterMs\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateProfile($input: ProfileInput!) {\n  createProfile(input: $input) {\n    ...ProfileFields\n  }\n}"): (typeof documents)["mutation CreateProfile($input: ProfileInput!) {\n  createProfile(input: $input) {\n    ...ProfileFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}"): (typeof documents)["mutation DeleteCaption($id: ID!) {\n  deleteCaption(id: $id)\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteProfile($name: String!) {\n  deleteProfile(name: $name)\n}"): (typeof documents)["mutation DeleteProfile($name: String!) {\n  deleteProfile(name: $name)\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Doctor {\n  doctor {\n    ok\n    checks {\n      name\n      group\n      status\n      detail\n      fix\n    }\n  }\n}"): (typeof documents)["query Doctor {\n  doctor {\n    ok\n    checks {\n      name\n      group\n      status\n      detail\n      fix\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query InferenceRuns($first: Int, $after: String, $last: Int, $before: String) {\n  inferenceRuns(first: $first, after: $after, last: $last, before: $before) {\n    edges {\n      cursor\n      node {\n        id\n        model\n        device\n        precision\n        batchSize\n        durationMs\n        tokens\n        succeeded\n        error {\n          code\n          message\n          retryable\n        }\n        startedAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}"): (typeof documents)["query InferenceRuns($first: Int, $after: String, $last: Int, $before: String) {\n  inferenceRuns(first: $first, after: $after, last: $last, before: $before) {\n    edges {\n      cursor\n      node {\n        id\n        model\n        device\n        precision\n        batchSize\n        durationMs\n        tokens\n        succeeded\n        error {\n          code\n          message\n          retryable\n        }\n        startedAt\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n    totalCount\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment JobFields on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  progress\n  etaMs\n  createdAt\n  startedAt\n  finishedAt\n}"): (typeof documents)["fragment JobFields on CaptionJob {\n  id\n  status\n  total\n  succeeded\n  failed\n  canceled\n  progress\n  etaMs\n  createdAt\n  startedAt\n  finishedAt\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Models {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n}"): (typeof documents)["query Models {\n  models {\n    id\n    name\n    family\n    language\n    imageSize\n    parameters\n    license\n    loaded\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ProfileFields on Profile {\n  id\n  name\n  builtIn\n  active\n  model\n  device\n  deviceIds\n  forceCuda\n  batchSize\n  maxBatchDelayMs\n  maxImageSize\n  precision\n  memoryLimitMiB\n  memoryHeadroom\n  lowMemory\n  decoding\n  beamSize\n  maxTokens\n  minTokens\n  noRepeatNgramSize\n  lengthPenalty\n  temperature\n  topK\n  topP\n  seed\n  deterministic\n  maxRetries\n  retryDelayMs\n  timeoutMs\n  queueSize\n  monitoring\n  updatedAt\n}"): (typeof documents)["fragment ProfileFields on Profile {\n  id\n  name\n  builtIn\n  active\n  model\n  device\n  deviceIds\n  forceCuda\n  batchSize\n  maxBatchDelayMs\n  maxImageSize\n  precision\n  memoryLimitMiB\n  memoryHeadroom\n  lowMemory\n  decoding\n  beamSize\n  maxTokens\n  minTokens\n  noRepeatNgramSize\n  lengthPenalty\n  temperature\n  topK\n  topP\n  seed\n  deterministic\n  maxRetries\n  retryDelayMs\n  timeoutMs\n  queueSize\n  monitoring\n  updatedAt\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Profile($name: String) {\n  profile(name: $name) {\n    ...ProfileFields\n  }\n}"): (typeof documents)["query Profile($name: String) {\n  profile(name: $name) {\n    ...ProfileFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Profiles {\n  profiles {\n    ...ProfileFields\n  }\n}"): (typeof documents)["query Profiles {\n  profiles {\n    ...ProfileFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Recommendation($memoryGiB: Float) {\n  recommendation(memoryGiB: $memoryGiB) {\n    batchSize\n    maxImageSize\n    precision\n    reason\n  }\n}"): (typeof documents)["query Recommendation($memoryGiB: Float) {\n  recommendation(memoryGiB: $memoryGiB) {\n    batchSize\n    maxImageSize\n    precision\n    reason\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReleaseMemory {\n  releaseMemory {\n    ...RuntimeFields\n  }\n}"): (typeof documents)["mutation ReleaseMemory {\n  releaseMemory {\n    ...RuntimeFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RetryCaptionJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...JobFields\n  }\n}"): (typeof documents)["mutation RetryCaptionJob($id: ID!) {\n  retryCaptionJob(id: $id) {\n    ...JobFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeApiKey($id: ID!) {\n  revokeApiKey(id: $id) {\n    ...ApiKeyFields\n  }\n}"): (typeof documents)["mutation RevokeApiKey($id: ID!) {\n  revokeApiKey(id: $id) {\n    ...ApiKeyFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment RuntimeFields on Runtime {\n  engine\n  device\n  provider\n  precision\n  forced\n  reason\n  model\n  profile\n  engines {\n    state\n    device\n    pid\n    restarts\n    memory {\n      ...MemoryFields\n    }\n  }\n  devices {\n    index\n    name\n    driver\n    computeCapability\n    memoryTotalMiB\n    memoryUsedMiB\n    utilization\n    temperatureC\n    usedByEngineMiB\n  }\n  memory {\n    ...MemoryFields\n  }\n  uptimeMs\n  version\n}\n\nfragment MemoryFields on MemoryInfo {\n  allocatedMiB\n  reservedMiB\n  totalMiB\n  limitMiB\n  usage\n}"): (typeof documents)["fragment RuntimeFields on Runtime {\n  engine\n  device\n  provider\n  precision\n  forced\n  reason\n  model\n  profile\n  engines {\n    state\n    device\n    pid\n    restarts\n    memory {\n      ...MemoryFields\n    }\n  }\n  devices {\n    index\n    name\n    driver\n    computeCapability\n    memoryTotalMiB\n    memoryUsedMiB\n    utilization\n    temperatureC\n    usedByEngineMiB\n  }\n  memory {\n    ...MemoryFields\n  }\n  uptimeMs\n  version\n}\n\nfragment MemoryFields on MemoryInfo {\n  allocatedMiB\n  reservedMiB\n  totalMiB\n  limitMiB\n  usage\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Runtime {\n  runtime {\n    ...RuntimeFields\n  }\n}"): (typeof documents)["query Runtime {\n  runtime {\n    ...RuntimeFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateAlertRule($name: String!, $input: AlertRuleInput!) {\n  updateAlertRule(name: $name, input: $input) {\n    name\n    threshold\n    seconds\n    severity\n    enabled\n  }\n}"): (typeof documents)["mutation UpdateAlertRule($name: String!, $input: AlertRuleInput!) {\n  updateAlertRule(name: $name, input: $input) {\n    name\n    threshold\n    seconds\n    severity\n    enabled\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateProfile($name: String!, $input: ProfileInput!) {\n  updateProfile(name: $name, input: $input) {\n    ...ProfileFields\n  }\n}"): (typeof documents)["mutation UpdateProfile($name: String!, $input: ProfileInput!) {\n  updateProfile(name: $name, input: $input) {\n    ...ProfileFields\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription WatchRuntime($intervalMs: Int! = 1000) {\n  runtime(intervalMs: $intervalMs) {\n    ...RuntimeFields\n  }\n}"): (typeof documents)["subscription WatchRuntime($intervalMs: Int! = 1000) {\n  runtime(intervalMs: $intervalMs) {\n    ...RuntimeFields\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;