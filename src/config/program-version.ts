import { readFileSync } from 'node:fs';
import { packageManifest } from './paths.js';

/** Version of this program, `0.1.0`. */
export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(packageManifest, 'utf8')) as { version: string };
  return version;
}
