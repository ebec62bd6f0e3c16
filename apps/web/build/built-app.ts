import { join } from 'node:path';
import type { BuiltApp } from '@caecilia/workspace/build';
import { ACTION, theme } from '../src/theme.ts';

/** The app of the daily work, as it is built. */
export const WEB: BuiltApp = {
  root: join(import.meta.dirname, '..'),
  assets: '/assets/web/',
  theme,
  action: ACTION,
};
