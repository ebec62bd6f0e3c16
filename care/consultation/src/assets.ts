import { join } from 'node:path';
import { type AssetFile, assetsIn } from '@caecilia/ui';

/** The stylesheet that the pages of this module name. */
export function consultationAssets(): readonly AssetFile[] {
  const files = ['consultation.css'];
  return assetsIn(join(import.meta.dirname, '..', 'assets'), '/assets/consultation', files);
}
