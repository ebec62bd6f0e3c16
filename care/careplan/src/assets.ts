import { join } from 'node:path';
import { type AssetFile, assetsIn } from '@caecilia/ui';

/** Stylesheets and the script that the pages of this module name. */
export function carePlanAssets(): readonly AssetFile[] {
  const sheets = ['plan', 'limits', 'calls', 'phone', 'paper', 'start', 'plain'].map((name) => `${name}.css`);
  return [
    ...assetsIn(join(import.meta.dirname, '..', 'assets'), '/assets/careplan', [...sheets, 'page.js']),
    // The app draws the plan in short by the same stylesheet.
    ...assetsIn(join(import.meta.dirname, 'ui'), '/assets/careplan', [
      'in-short.css',
      'in-short-limits.css',
      'in-short-paper.css',
    ]),
  ];
}
