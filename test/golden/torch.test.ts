import { test } from 'vitest';

test.skip('torch checkpoints: their reader is not part of this version');
