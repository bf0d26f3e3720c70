// Prints `N passed, N failed, N skipped` from Vitest's JSON report. A test that is skipped means that a service is missing
// here, and fails.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const tests = report.testResults.flatMap((file) => file.assertionResults);
const named = (status) => tests.filter((test) => status.includes(test.status));
const skipped = named(['skipped', 'pending', 'todo', 'disabled']);
for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
);
const failed = named(['failed']).length + brokenFiles.length;
console.log(`${named(['passed']).length} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failed > 0 || skipped.length > 0 ? 1 : 0;
