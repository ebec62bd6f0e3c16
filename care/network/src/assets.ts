import { join } from 'node:path';
import { type AssetFile, assetsIn } from '@caecilia/ui';

/** The stylesheet that the pages of this module name. */
export function networkAssets(): readonly AssetFile[] {
  return assetsIn(join(import.meta.dirname, '..', 'assets'), '/assets/network', ['network.css']);
}
