import { join } from 'node:path';
import { type AssetFile, assetsIn } from '@caecilia/ui';

/** The stylesheet that the pages of this module name. */
export function privacyAssets(): readonly AssetFile[] {
  const files = ['privacy.css'];
  return assetsIn(join(import.meta.dirname, '..', 'assets'), '/assets/privacy', files);
}
