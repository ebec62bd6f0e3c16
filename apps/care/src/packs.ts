import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPack } from '@caecilia/definitions';
import { type Pack, parsePack } from '@caecilia/fhir';
import type { Store } from '@caecilia/store';

/** A pack in use, and where it is from. Installed packs come after the project's own and win where they overlap. */
export interface PackInUse {
  readonly pack: Pack;
  readonly origin: 'included' | 'installed';
}

const INCLUDED = join(import.meta.dirname, '..', '..', '..', 'packs');

/** The packs of this release and those that were installed into the store, in the order in which they count. */
export async function packsInUse(store: Pick<Store, 'listPacks'>): Promise<PackInUse[]> {
  const included: PackInUse[] = [];
  for (const entry of readdirSync(INCLUDED, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  ))
    if (entry.isDirectory())
      included.push({ pack: (await readPack(join(INCLUDED, entry.name))).pack, origin: 'included' });
  const installed = (await store.listPacks()).map(
    ({ content }): PackInUse => ({ pack: parsePack(JSON.parse(content)), origin: 'installed' }),
  );
  return [...included, ...installed];
}
