import type { CaptionRow } from '../storage/caption-records.js';

/** How much of a caption the log shows: enough to recognise it. */
const shownCharacters = 50;

/** What the log says of a caption that has ended. Of its picture it says nothing. */
export function captionLine(row: CaptionRow, requestId: string | null = null): Record<string, unknown> {
  const { id, jobId, status, errorCode, totalMs, text, cached } = row;
  return {
    caption: id,
    ...(jobId === null ? {} : { job: jobId }),
    ...(requestId === null ? {} : { requestId }),
    status,
    ...(errorCode === null ? {} : { code: errorCode }),
    totalMs: totalMs === null ? null : Math.round(totalMs * 10) / 10,
    ...(cached ? { cached } : {}),
    ...(text === null ? {} : { text: beginningOf(text) }),
  };
}

/** By characters, not by UTF-16 units: half a character is no valid text. */
function beginningOf(text: string): string {
  return Array.from(text).slice(0, shownCharacters).join('');
}
