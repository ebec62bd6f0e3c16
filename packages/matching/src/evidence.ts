import type { StoredOrganisation } from './organisation-store.ts';
import type { QueryText } from './query-text.ts';

/** What a text says about where an organisation is. */
export interface PlaceEvidence {
  /** 2: its country is named; 1: a city or region is named that its country has; 0: nothing is known; -1: only such of other countries; -2: only other countries are named. */
  readonly country: number;
  /** 2: its city is named outside its name; 1: within its name; 0: no city is named; -1: another one is. */
  readonly city: number;
  readonly region: boolean;
}

/** What the text says of places, without regard to a candidate. */
export interface TextPlaces {
  readonly named: ReadonlySet<number>;
  readonly implied: readonly ImpliedCountries[];
}

/** Countries for which a city or region speaks, and on which words it stands. */
interface ImpliedCountries {
  readonly from: number;
  readonly to: number;
  readonly countries: readonly number[];
}

/** The countries that the text names, and those that its cities and regions speak for. */
export function placesOf(text: QueryText): TextPlaces {
  const named = new Set<number>();
  const implied: ImpliedCountries[] = [];
  for (const mention of text.mentions) {
    if (mention.country !== undefined) named.add(mention.country);
    const all = [...mention.countries.values()].reduce((sum, count) => sum + count, 0);
    const likely = [...mention.countries].filter(([, count]) => count * 4 >= all);
    if (likely.length > 0) implied.push({ ...mention, countries: likely.map(([country]) => country) });
  }
  return { named, implied };
}

/** Evidence for an organisation whose name stands on the words `from` up to `to`. */
export function evidenceFor(
  organisation: StoredOrganisation,
  text: QueryText,
  places: TextPlaces,
  from: number,
  to: number,
): PlaceEvidence {
  return {
    country: countryEvidence(organisation, places, from, to),
    city: cityEvidence(organisation, text, from, to),
    region: organisation.places.some(({ region }) => text.mentions.some(({ phrase }) => phrase === region)),
  };
}

function countryEvidence(
  organisation: StoredOrganisation,
  { named, implied }: TextPlaces,
  from: number,
  to: number,
): number {
  const own = organisation.places.map(({ country }) => country).filter((country) => country >= 0);
  if (own.length === 0) return 0;
  const sure = organisation.status !== 'name-only';
  if (own.some((country) => named.has(country))) return sure ? 2 : 1;
  if (named.size > 0) return sure ? -2 : -1;
  if (implied.some(({ countries }) => own.some((country) => countries.includes(country)))) return 1;
  return implied.some((mention) => mention.to <= from || mention.from >= to) ? -1 : 0;
}

function cityEvidence(organisation: StoredOrganisation, text: QueryText, from: number, to: number): number {
  let best = 0;
  for (const mention of text.mentions) {
    const within = mention.from < to && mention.to > from;
    const own = organisation.places.some(({ city }) => city === mention.phrase);
    if (own) best = Math.max(best, within ? 1 : 2);
    else if (mention.isCity && !within && best === 0 && speaksAgainst(organisation, mention.countries))
      best = -1;
  }
  return best;
}

/** A city speaks against an organisation when its country has a city of that name. */
function speaksAgainst(organisation: StoredOrganisation, countries: ReadonlyMap<number, number>): boolean {
  return (
    organisation.places.length > 0 &&
    organisation.places.every(({ country, city }) => city >= 0 && countries.has(country))
  );
}
