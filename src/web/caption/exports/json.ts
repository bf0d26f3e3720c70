import type { ExportedCaption } from './exported-caption.js';

/** One object a picture: file, caption, alternatives. */
export function jsonOf(captions: readonly ExportedCaption[]): string {
  const entries = captions.map(({ name, caption, alternatives }) => ({ file: name, caption, alternatives }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}
