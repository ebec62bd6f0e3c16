import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { SHARED } from '@caecilia/fhir/testing';
import { OrganisationIndex, readRegistryLine } from '@caecilia/matching';

const RECORDS = join(SHARED, 'data', 'ror', 'ror_v2_latest_51k.ndjson.gz');
const NAMES = join(SHARED, 'data', 'ror', 'ror_stubs_name_only.ndjson.gz');

/** Whether the registry lies beside the repository. */
export const hasRegistry: boolean = existsSync(RECORDS);

/** The index of all records, and of the organisations that are known by name only when they are asked for. */
export async function loadRegistry(withNames: boolean): Promise<OrganisationIndex> {
  const index = new OrganisationIndex();
  for (const file of withNames ? [RECORDS, NAMES] : [RECORDS]) {
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
    for await (const line of lines) {
      const { organisation, nameOnly } = readRegistryLine(JSON.parse(line));
      if (nameOnly) index.putNameOnly(organisation);
      else index.put(organisation);
    }
  }
  index.prepare();
  return index;
}
