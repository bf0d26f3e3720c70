-- CreateTable
CREATE TABLE "StatisticsSpan" (
    "seconds" INTEGER NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "profileId" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "tally" TEXT NOT NULL,

    PRIMARY KEY ("seconds", "startsAt", "profileId", "model")
);
