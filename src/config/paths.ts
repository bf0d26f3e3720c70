import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own folder: the same from `src/config` and from `dist/config`. */
const packageRoot = new URL('../../', import.meta.url);

export const migrationsDirectory = fileURLToPath(new URL('prisma/migrations/', packageRoot));
export const embeddedModelDirectory = fileURLToPath(new URL('models/ofa-mini-en/', packageRoot));
/** The model that comes with the program goes by the name of its directory. */
export const embeddedModelName = basename(embeddedModelDirectory);
export const pageDirectory = fileURLToPath(new URL('dist/web/', packageRoot));
export const packageManifest = new URL('package.json', packageRoot);
