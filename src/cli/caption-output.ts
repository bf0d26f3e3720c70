import type { PlainError } from '../errors/coded-error.js';
import type { HypothesisRow } from '../storage/caption-records.js';

export const outputFormats = ['text', 'jsonl', 'csv'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export interface CaptionedFile {
  /** As it was named. */
  readonly file: string;
  /** Best first; empty when there is an error. */
  readonly hypotheses: readonly HypothesisRow[];
  readonly error: PlainError | null;
}

/** Writes results one file at a time. */
export interface CaptionWriter {
  header(): string;
  row(result: CaptionedFile): string;
}

export function captionWriter(format: OutputFormat, alternatives: number): CaptionWriter {
  switch (format) {
    case 'text':
      return { header: () => '', row: (result) => textRow(result, alternatives) };
    case 'jsonl':
      return { header: () => '', row: (result) => jsonRow(result, alternatives) };
    case 'csv':
      return {
        header: () => csvHeader(alternatives),
        row: (result) => csvRow(result, alternatives),
      };
  }
}

function textRow({ file, hypotheses, error }: CaptionedFile, alternatives: number): string {
  if (error !== null) return `${file}: ${error.code}: ${error.message}\n`;
  const [best, ...others] = hypotheses;
  const lines = [
    `${file}: ${best?.text ?? ''}`,
    ...others.slice(0, alternatives).map(({ text }) => `    ${text}`),
  ];
  return `${lines.join('\n')}\n`;
}

function jsonRow({ file, hypotheses, error }: CaptionedFile, alternatives: number): string {
  const [best, ...others] = hypotheses;
  const row = {
    file,
    text: error === null ? (best?.text ?? '') : null,
    score: best?.score ?? null,
    alternatives: others.slice(0, alternatives).map(({ text, score }) => ({ text, score })),
    error,
  };
  return `${JSON.stringify(row)}\n`;
}

function csvHeader(alternatives: number): string {
  const names = Array.from({ length: alternatives }, (_, index) => `alternative_${index + 1}`);
  return csvLine(['file', 'text', 'score', ...names, 'error_code', 'error_message']);
}

function csvRow({ file, hypotheses, error }: CaptionedFile, alternatives: number): string {
  const [best, ...others] = hypotheses;
  const texts = Array.from({ length: alternatives }, (_, index) => others[index]?.text ?? '');
  const score = best === undefined ? '' : String(best.score);
  return csvLine([file, best?.text ?? '', score, ...texts, error?.code ?? '', error?.message ?? '']);
}

/** RFC 4180, with the line ends of Unix. */
function csvLine(fields: readonly string[]): string {
  const quoted = fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field));
  return `${quoted.join(',')}\n`;
}
