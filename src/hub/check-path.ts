import { HubError } from '../errors/hub-error.js';

/**
 * Refuses a path that could lead out of the model's folder, on any system, or play with the terminal it is shown in.
 * @throws HubError URL_BLOCKED
 */
export function checkPath(path: string, host: string): string {
  const parts = path.split('/');
  const escapes = parts.some((part) => part === '' || part === '.' || part === '..');
  // Backslashes and colons separate on Windows: folders, drives, streams.
  if (path.length > 500 || escapes || /[\\:\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path)) {
    const shown = path.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?');
    throw new HubError(
      'URL_BLOCKED',
      `${host} lists a file “${shown}”, which no model has. Nothing was downloaded.`,
    );
  }
  return path;
}
