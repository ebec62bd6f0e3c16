const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** A ROR id with right check digits that belongs to nobody: `n` counts from the end of what the shape allows. */
export function rorIdOf(n: number): `https://ror.org/${string}` {
  let value = 32 ** 6 - 1 - n;
  let body = '';
  for (let place = 0; place < 6; place += 1) {
    body = `${LETTERS[value % 32]}${body}`;
    value = Math.floor(value / 32);
  }
  const number = [...`0${body}`].reduce((sum, letter) => sum * 32 + LETTERS.indexOf(letter), 0);
  return `https://ror.org/0${body}${String(98 - ((number * 100) % 97)).padStart(2, '0')}`;
}

/** What a test wants of an invented organisation. */
export interface Invented {
  readonly name?: string;
  readonly status?: 'active' | 'inactive' | 'withdrawn';
  readonly country?: string;
  readonly city?: string;
  readonly types?: readonly string[];
  readonly successor?: string;
  readonly parent?: string;
  readonly domain?: string;
  readonly modified?: string;
}

/** An invented organisation as ROR would write it (schema 2.1). */
export function inventedRecord(n: number, wanted: Invented = {}): object {
  const relations = [
    ...(wanted.successor === undefined
      ? []
      : [{ type: 'successor', id: wanted.successor, label: 'Its successor' }]),
    ...(wanted.parent === undefined ? [] : [{ type: 'parent', id: wanted.parent, label: 'Above it' }]),
  ];
  return {
    id: rorIdOf(n),
    status: wanted.status ?? 'active',
    names: [
      { value: wanted.name ?? `Invented University ${n}`, types: ['ror_display', 'label'], lang: 'en' },
      { value: `IU${n}`, types: ['acronym'], lang: null },
    ],
    types: wanted.types ?? ['company'],
    locations: [
      {
        geonames_id: 1000 + n,
        geonames_details: {
          name: wanted.city ?? 'Sprookjesstad',
          country_code: wanted.country ?? 'NL',
          country_subdivision_name: 'Nergensland',
          lat: 52.1,
          lng: 4.5,
        },
      },
    ],
    relationships: relations,
    links: [{ type: 'website', value: `https://iu${n}.example` }],
    domains: [wanted.domain ?? `iu${n}.example`],
    external_ids: [{ type: 'grid', all: [`grid.${n}.1`], preferred: `grid.${n}.1` }],
    established: 1900,
    admin: {
      created: { date: '2020-01-01', schema_version: '1.0' },
      last_modified: { date: wanted.modified ?? '2026-02-24', schema_version: '2.1' },
    },
  };
}
