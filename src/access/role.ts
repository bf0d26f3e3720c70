import type { Role } from '../storage/generated/enums.js';

export type { Role };

/** What a key allows: CLIENT to have pictures captioned and to see its own captions, ADMIN everything. */
export const roles = ['CLIENT', 'ADMIN'] as const satisfies readonly Role[];
