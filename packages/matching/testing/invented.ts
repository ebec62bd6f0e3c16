import type {
  IndexedOrganisation,
  OrganisationName,
  OrganisationStatus,
  OrganisationType,
  RorId,
} from '../src/index.ts';

/** An invented organisation in one line. Its id is right in form and belongs to nobody; names in order, the first is shown, short capitals are acronyms. */
export interface InventedOrganisation {
  readonly code: string;
  readonly names: readonly string[];
  readonly country?: string;
  readonly city?: string;
  readonly type?: OrganisationType;
  readonly status?: OrganisationStatus;
  readonly parent?: string;
  readonly child?: string;
  readonly successor?: string;
}

/** The id of an invented organisation. */
export function inventedId(code: string): RorId {
  return `https://ror.org/${code}`;
}

/** The record of an invented organisation. */
export function invented(organisation: InventedOrganisation): IndexedOrganisation {
  const { code, names, country, city, type = 'education', status = 'active' } = organisation;
  const kin = (kind: 'parent' | 'child' | 'successor') => {
    const other = organisation[kind];
    return other === undefined ? [] : [{ kind, id: inventedId(other), label: `Invented ${other}` }];
  };
  return {
    id: inventedId(code),
    status,
    names: names.map((value, n) => nameOf(value, n === 0)),
    types: [type],
    places: country === undefined ? [] : [{ countryCode: country, ...(city === undefined ? {} : { city }) }],
    externalIds: [{ scheme: 'grid', values: [`grid.invented.${code}`] }],
    relationships: [...kin('parent'), ...kin('child'), ...kin('successor')],
  };
}

function nameOf(value: string, isShown: boolean): OrganisationName {
  if (/^[A-Z]{2,6}$/.test(value)) return { value, kinds: ['acronym'] };
  return { value, kinds: isShown ? ['ror_display', 'label'] : ['label'] };
}

/** A small registry of a country and places that nobody has been to, and some in real countries. */
export const INVENTED: readonly IndexedOrganisation[] = [
  {
    code: '0aaaaaa42',
    names: ['University of Wolkendam', 'Universiteit van Wolkendam', 'UVWD'],
    country: 'NL',
    city: 'Wolkendam',
  },
  {
    code: '0bbbbbb17',
    names: ['Wolkendam University Medical Center', 'WUMCX'],
    country: 'NL',
    city: 'Wolkendam',
    type: 'healthcare' as const,
    parent: '0aaaaaa42',
  },
  { code: '0cccccc89', names: ['Wolkendam University of Technology'], country: 'NL', city: 'Wolkendam' },
  {
    code: '0dddddd64',
    names: ['Universitas Kertanegara', 'Kertanegara University'],
    country: 'ID',
    city: 'Surabaya',
  },
  {
    code: '0eeeeee39',
    names: ['Saint Odulf Hospital'],
    country: 'BE',
    city: 'Ghent',
    type: 'healthcare' as const,
  },
  {
    code: '0ffffff14',
    names: ['Saint Odulf Hospital'],
    country: 'CA',
    city: 'Ottawa',
    type: 'healthcare' as const,
  },
  {
    code: '0gggggg86',
    names: ['Old Wolkendam College'],
    country: 'NL',
    status: 'withdrawn' as const,
    successor: '0aaaaaa42',
  },
].map(invented);
