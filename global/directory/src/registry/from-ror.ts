import { createHash } from 'node:crypto';
import { displayName, type RorRecord, successorsOf } from '@caecilia/matching';
import type { OrganisationColumns } from '../organisation/organisation.ts';
import { canonicalJson } from '../same-json.ts';

/** What a record of ROR says, as columns of the register. The release is not part of what it says. */
export function columnsFromRor(record: RorRecord, release: string | null): OrganisationColumns {
  const [place] = record.places;
  const said = {
    ror: record.id,
    status: record.status,
    name: displayName(record),
    names: record.names.map(({ value, kinds, language }) => withoutAbsent({ value, kinds, lang: language })),
    types: record.types,
    country: place?.countryCode ?? null,
    city: place?.city ?? null,
    places: record.places.map(({ geonamesId, city, subdivision, countryCode, latitude, longitude }) =>
      withoutAbsent({
        geonames: geonamesId,
        city,
        subdivision,
        cc: countryCode,
        lat: latitude,
        lng: longitude,
      }),
    ),
    ids: record.externalIds.flatMap(({ scheme, values, preferred }) =>
      values.map((value) => (value === preferred ? { scheme, value, preferred: true } : { scheme, value })),
    ),
    links: record.links,
    domains: record.domains,
    established: record.established ?? null,
    relations: record.relationships.map(({ kind, id, label }) => ({ kind, ror: id, label })),
    successor_ror: successorsOf(record)[0] ?? null,
  };
  return {
    ...said,
    source: 'ror',
    source_release: release,
    registry_modified: record.lastModified ?? null,
    registry_digest: createHash('sha256').update(canonicalJson(said)).digest('base64url'),
  };
}

function withoutAbsent<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
