import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the shared test data is: beside the repository, or where CAECILIA_SHARED says. */
export const SHARED = process.env.CAECILIA_SHARED ?? join(import.meta.dirname, '..', '..', 'shared');

/** Said in the title of what is skipped. */
export const NO_SHARED =
  'skipped: the shared test data is not beside the repository (CAECILIA_SHARED names another place)';

/** Whether a part of the shared data is there. */
export const hasShared = (part: string): boolean => existsSync(join(SHARED, part));
