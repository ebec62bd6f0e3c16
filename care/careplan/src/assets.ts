import { join } from 'node:path';
import { type AssetFile, assetsIn } from '@caecilia/ui';

/** Stylesheets and the script that the pages of this module name. */
export function carePlanAssets(): readonly AssetFile[] {
  const files = ['plan.css', 'limits.css', 'calls.css', 'phone.css', 'paper.css', 'start.css', 'page.js'];
  return assetsIn(join(import.meta.dirname, '..', 'assets'), '/assets/careplan', files);
}
