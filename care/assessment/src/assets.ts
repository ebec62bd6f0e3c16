import { join } from 'node:path';
import { type AssetFile, assetsIn } from '@caecilia/ui';

/** What the pages for people at home name: a stylesheet, and the script that keeps what was typed. */
export function preparationAssets(): readonly AssetFile[] {
  const files = ['preparation.css', 'keep-form.js'];
  return assetsIn(join(import.meta.dirname, '..', 'assets'), '/assets/assessment', files);
}
