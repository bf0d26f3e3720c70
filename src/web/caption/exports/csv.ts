import type { ExportedCaption } from './exported-caption.js';

/** What programs for tables would compute instead of showing. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** RFC 4180 with a header line; begins with a byte order mark, without which Excel takes it for another encoding. */
export function csvOf(captions: readonly ExportedCaption[]): string {
  const lines = captions.map(({ name, caption }) => `${field(name)},${field(caption)}\r\n`);
  return `\uFEFFfile,caption\r\n${lines.join('')}`;
}

/** For the clipboard: what tables and texts take in as two columns. */
export function tabSeparated(captions: readonly ExportedCaption[]): string {
  return captions.map(({ name, caption }) => `${inLine(name)}\t${inLine(caption)}`).join('\n');
}

function field(text: string): string {
  const harmless = withoutFormula(text);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function inLine(text: string): string {
  return withoutFormula(text.replace(/\s+/g, ' ').trim());
}

/** Whoever named a file must not make a table compute: an apostrophe says that it is text. */
function withoutFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
