-- CreateTable
CREATE TABLE "Caption" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "status" TEXT NOT NULL,
    "text" TEXT,
    "score" REAL,
    "alternatives" JSONB NOT NULL,
    "alternativesWanted" INTEGER NOT NULL,
    "timeoutMs" INTEGER NOT NULL,
    "imageName" TEXT,
    "imageUrl" TEXT,
    "imageSha256" TEXT,
    "imageBytes" INTEGER,
    "imageWidth" INTEGER,
    "imageHeight" INTEGER,
    "imageFormat" TEXT,
    "modelName" TEXT NOT NULL,
    "modelHash" TEXT NOT NULL,
    "profileId" INTEGER,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "queueMs" REAL,
    "preprocessMs" REAL,
    "inferenceMs" REAL,
    "totalMs" REAL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "cached" BOOLEAN NOT NULL DEFAULT false,
    "runId" INTEGER,
    "priority" TEXT NOT NULL DEFAULT 'NORMAL',
    "reuse" BOOLEAN NOT NULL DEFAULT true,
    "resultKey" TEXT,
    "jobId" INTEGER,
    "sequence" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    CONSTRAINT "Caption_profileId_fkey" FOREIGN KEY ("profileId") REFERENCES "Profile" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Caption_runId_fkey" FOREIGN KEY ("runId") REFERENCES "InferenceRun" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Caption_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "CaptionJob" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaptionJob" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "status" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "canceled" INTEGER NOT NULL DEFAULT 0,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "idempotencyKey" TEXT,
    "requestHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "startedAt" DATETIME,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "InferenceRun" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "model" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "precision" TEXT NOT NULL,
    "batchSize" INTEGER NOT NULL,
    "durationMs" REAL NOT NULL,
    "tokens" INTEGER NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "startedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Profile" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "builtIn" BOOLEAN NOT NULL,
    "active" BOOLEAN NOT NULL,
    "model" TEXT NOT NULL,
    "batchSize" INTEGER NOT NULL,
    "maxBatchDelayMs" INTEGER NOT NULL,
    "maxImageSize" INTEGER,
    "beamSize" INTEGER,
    "maxTokens" INTEGER,
    "minTokens" INTEGER,
    "noRepeatNgramSize" INTEGER,
    "lengthPenalty" REAL,
    "temperature" REAL,
    "maxRetries" INTEGER NOT NULL,
    "retryDelayMs" INTEGER NOT NULL,
    "timeoutMs" INTEGER NOT NULL,
    "queueSize" INTEGER NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Caption_status_id_idx" ON "Caption"("status", "id");

-- CreateIndex
CREATE INDEX "Caption_resultKey_status_idx" ON "Caption"("resultKey", "status");

-- CreateIndex
CREATE INDEX "Caption_jobId_sequence_idx" ON "Caption"("jobId", "sequence");

-- CreateIndex
CREATE INDEX "Caption_jobId_status_idx" ON "Caption"("jobId", "status");

-- CreateIndex
CREATE INDEX "Caption_imageSha256_idx" ON "Caption"("imageSha256");

-- CreateIndex
CREATE INDEX "Caption_runId_idx" ON "Caption"("runId");

-- CreateIndex
CREATE INDEX "Caption_profileId_idx" ON "Caption"("profileId");

-- CreateIndex
CREATE INDEX "Caption_createdAt_idx" ON "Caption"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "CaptionJob_idempotencyKey_key" ON "CaptionJob"("idempotencyKey");

-- CreateIndex
CREATE INDEX "CaptionJob_status_id_idx" ON "CaptionJob"("status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Profile_name_key" ON "Profile"("name");


-- Search over the caption texts: every word, as a prefix, without regard to case.
CREATE VIRTUAL TABLE "CaptionSearch" USING fts5("text", content='Caption', content_rowid='id', prefix='2 3', tokenize='unicode61');

CREATE TRIGGER "Caption_search_insert" AFTER INSERT ON "Caption" WHEN new."text" IS NOT NULL BEGIN
    INSERT INTO "CaptionSearch"(rowid, "text") VALUES (new."id", new."text");
END;

CREATE TRIGGER "Caption_search_delete" AFTER DELETE ON "Caption" WHEN old."text" IS NOT NULL BEGIN
    INSERT INTO "CaptionSearch"("CaptionSearch", rowid, "text") VALUES ('delete', old."id", old."text");
END;

CREATE TRIGGER "Caption_search_update" AFTER UPDATE OF "text" ON "Caption" WHEN new."text" IS NOT old."text" BEGIN
    INSERT INTO "CaptionSearch"("CaptionSearch", rowid, "text") SELECT 'delete', old."id", old."text" WHERE old."text" IS NOT NULL;
    INSERT INTO "CaptionSearch"(rowid, "text") SELECT new."id", new."text" WHERE new."text" IS NOT NULL;
END;
