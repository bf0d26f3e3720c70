-- CreateTable
CREATE TABLE "ApiKey" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastUsedAt" DATETIME,
    "revokedAt" DATETIME
);

-- AlterTable
ALTER TABLE "Caption" ADD COLUMN "ownerId" INTEGER REFERENCES "ApiKey" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "CaptionJob" ADD COLUMN "ownerId" INTEGER REFERENCES "ApiKey" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- DropIndex
DROP INDEX "CaptionJob_idempotencyKey_key";

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "Caption_ownerId_id_idx" ON "Caption"("ownerId", "id");

-- CreateIndex
CREATE INDEX "CaptionJob_ownerId_id_idx" ON "CaptionJob"("ownerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CaptionJob_ownerId_idempotencyKey_key" ON "CaptionJob"("ownerId", "idempotencyKey");

-- What nobody owns: to the index above each null is another.
CREATE UNIQUE INDEX "CaptionJob_idempotencyKey_of_nobody" ON "CaptionJob"("idempotencyKey") WHERE "ownerId" IS NULL;

-- A name may be used again once its key is revoked.
CREATE UNIQUE INDEX "ApiKey_name_in_use" ON "ApiKey"("name") WHERE "revokedAt" IS NULL;
