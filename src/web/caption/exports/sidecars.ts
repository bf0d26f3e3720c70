import { strToU8, zipSync } from 'fflate';
import type { ExportedCaption } from './exported-caption.js';
import { sidecarNames } from './sidecar-names.js';

/** A ZIP archive with a text file for each picture, as trainers of models want them. */
export function sidecarsOf(captions: readonly ExportedCaption[]): Uint8Array<ArrayBuffer> {
  const names = sidecarNames(captions.map(({ name }) => name));
  const files = captions.map(({ caption }, index) => [names[index] ?? '', strToU8(`${caption}\n`)] as const);
  return zipSync(Object.fromEntries(files), { level: 0 });
}
