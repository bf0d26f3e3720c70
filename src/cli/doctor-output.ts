import { styleText } from 'node:util';
import { checkGroups, type CheckStatus, type DoctorCheck, type DoctorReport } from '../doctor/check.js';
import type { Language } from '../errors/wording.js';
import { groupTitles, reportSummary, statusMarks } from '../messages/about-doctor-report.js';

const colours = { PASS: 'green', WARN: 'yellow', FAIL: 'red', SKIP: 'gray' } as const;

/** The report as the API answers it, in one language. */
export function doctorJson({ ok, checks }: DoctorReport, language: Language): string {
  const rows = checks.map(({ name, group, status, detail, fix }) => ({
    name,
    group,
    status,
    detail: detail[language],
    fix: fix?.[language] ?? null,
  }));
  return `${JSON.stringify({ ok, checks: rows }, null, 2)}\n`;
}

/** The report as a checklist for eyes. */
export function doctorText({ checks }: DoctorReport, language: Language, coloured: boolean): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checkGroups.flatMap((group) => {
    const own = checks.filter((check) => check.group === group);
    if (own.length === 0) return [];
    const title = groupTitles[group][language];
    const heading = coloured ? styled('bold', title) : title;
    return [heading, ...own.flatMap((check) => linesOf(check, width, language, coloured)), ''];
  });
  return `${[...lines, summary(checks)[language]].join('\n')}\n`;
}

function linesOf(
  { name, status, detail, fix }: DoctorCheck,
  width: number,
  language: Language,
  coloured: boolean,
): string[] {
  const plain = statusMarks[status][language];
  const mark = coloured ? styled(colours[status], plain) : plain;
  const line = `  ${mark}  ${name.padEnd(width)}  ${detail[language]}`;
  return fix === null ? [line] : [line, `        ${' '.repeat(width)}  → ${fix[language]}`];
}

/** The caller knows whether there is a terminal. */
function styled(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { validateStream: false });
}

function summary(checks: readonly DoctorCheck[]): ReturnType<typeof reportSummary> {
  const count = (status: CheckStatus): number => checks.filter((check) => check.status === status).length;
  return reportSummary({
    passed: count('PASS'),
    warnings: count('WARN'),
    failures: count('FAIL'),
    skipped: count('SKIP'),
  });
}
