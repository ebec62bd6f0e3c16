import { CITY_ALIASES } from './city-names.ts';
import { CA_PROVINCES, countryNames, US_STATES } from './country-names.ts';
import type { OrganisationPlace } from './ror-record.ts';
import { type Word, wordsOf } from './tokenise.ts';

/** A country as a small number: `AA` is 0, `ZZ` is 675. */
export type CountryNumber = number;

/** A part of a text that names a place. `from` and `to` are numbers of words; `to` is the word behind. */
export interface PlaceMention {
  readonly from: number;
  readonly to: number;
  readonly phrase: number;
  /** The country that is named, as such or by a state of it. */
  readonly country: CountryNumber | undefined;
  /** Countries that have a city or region of this name. */
  readonly countries: ReadonlyMap<CountryNumber, number>;
  readonly isCity: boolean;
}

interface Place {
  readonly phrase: number;
  country: CountryNumber | undefined;
  /** How many organisations are there, for each country. */
  countries: Map<CountryNumber, number>;
  isCity: boolean;
}

const LONGEST = 5;

/** Names of cities and regions that are other words more often. */
const NO_PLACES = new Set(
  'east west north south central center centre northern southern eastern western northeast northwest southeast southwest upper lower university college hospital park state capital national federal mobile of reading nice bath international san st saint normal union science medical research general santa new many'.split(
    ' ',
  ),
);

/** The number of an ISO 3166-1 alpha-2 code, undefined for something else. */
export function countryNumber(code: string): CountryNumber | undefined {
  const first = code.charCodeAt(0) - 65;
  const second = code.charCodeAt(1) - 65;
  return code.length === 2 && first >= 0 && first < 26 && second >= 0 && second < 26
    ? first * 26 + second
    : undefined;
}

export function countryCode(number: CountryNumber): string {
  return String.fromCharCode(65 + Math.floor(number / 26), 65 + (number % 26));
}

/** Names of countries, and of the cities and regions in which the registry has organisations. */
export class Gazetteer {
  readonly #places = new Map<string, Place>();
  readonly #phrases: string[] = [];
  readonly #starts = new Map<string, number>();

  constructor() {
    for (const [name, code] of countryNames()) this.#place(name).country = countryNumber(code);
    for (const name of Object.values(US_STATES)) this.#inCountry(name, 'US');
    for (const name of Object.values(CA_PROVINCES)) this.#inCountry(name, 'CA');
  }

  /** Learns the city and the region of an organisation; answers their numbers, -1 for none. */
  learn(place: OrganisationPlace): { readonly city: number; readonly region: number } {
    const country = place.countryCode === undefined ? undefined : countryNumber(place.countryCode);
    const city = place.city === undefined ? undefined : this.#place(this.#plain(place.city));
    if (city !== undefined) city.isCity = true;
    const region = place.subdivision === undefined ? undefined : this.#place(this.#plain(place.subdivision));
    for (const found of [city, region]) {
      if (found !== undefined && country !== undefined) {
        found.countries.set(country, (found.countries.get(country) ?? 0) + 1);
      }
    }
    return { city: city?.phrase ?? -1, region: region?.phrase ?? -1 };
  }

  phraseOf(number: number): string {
    return this.#phrases[number] ?? '';
  }

  /** The places that a text names, longest names first, none within another. */
  mentions(words: readonly Word[], text: string): PlaceMention[] {
    const found: PlaceMention[] = [];
    for (let from = 0; from < words.length; ) {
      const mention = this.#longestAt(words, from) ?? this.#stateAt(words, from, text);
      if (mention !== undefined) found.push(mention);
      from = mention?.to ?? from + 1;
    }
    return found;
  }

  #longestAt(words: readonly Word[], from: number): PlaceMention | undefined {
    const first = words[from]?.folded ?? '';
    const most = Math.min(this.#starts.get(first) ?? 0, words.length - from, LONGEST);
    for (let length = most; length > 0; length -= 1) {
      const to = from + length;
      if (words[to - 1]?.segment !== words[from]?.segment) continue;
      const name =
        length === 1
          ? first
          : words
              .slice(from, to)
              .map(({ folded }) => folded)
              .join(' ');
      const place = this.#places.get(CITY_ALIASES.get(name) ?? name) ?? this.#places.get(name);
      if (place !== undefined && !shortInSmallLetters(name, words[from])) return { from, to, ...place };
    }
    return;
  }

  /** Two capitals behind a comma, with a postal code, a country or nothing behind them: `CA 94305`, `ON, Canada`. */
  #stateAt(words: readonly Word[], from: number, text: string): PlaceMention | undefined {
    const word = words[from];
    if (from === 0 || word === undefined || !word.capitals || word.end - word.start !== 2) return;
    const before = words[from - 1];
    if (before === undefined || before.segment === word.segment) return;
    const next = words[from + 1];
    if (next !== undefined && next.segment === word.segment && !/\d/.test(next.folded)) {
      if (next.folded !== 'usa' && next.folded !== 'united' && next.folded !== 'canada') return;
    }
    const code = text.slice(word.start, word.end);
    const name = US_STATES[code] ?? CA_PROVINCES[code];
    const place = name === undefined ? undefined : this.#places.get(name);
    if (place === undefined) return;
    return { from, to: from + 1, ...place, country: countryNumber(code in US_STATES ? 'US' : 'CA') };
  }

  #plain(name: string): string {
    const plain = wordsOf(name)
      .map(({ folded }) => folded)
      .join(' ');
    return CITY_ALIASES.get(plain) ?? plain;
  }

  #place(name: string): Place {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    if (NO_PLACES.has(name)) return this.#place(`(${name})`);
    const place = {
      phrase: this.#phrases.push(name) - 1,
      country: undefined,
      countries: new Map(),
      isCity: false,
    };
    this.#places.set(name, place);
    this.#noteStart(name);
    for (const [other, registered] of CITY_ALIASES) if (registered === name) this.#noteStart(other);
    return place;
  }

  #noteStart(name: string): void {
    const words = name.split(' ');
    const first = words[0] ?? '';
    this.#starts.set(first, Math.max(this.#starts.get(first) ?? 0, words.length));
  }

  #inCountry(name: string, code: string): void {
    const country = countryNumber(code);
    // A state that is also a country (Georgia) counts as a region in both.
    if (country !== undefined) this.#place(name).countries.set(country, 500);
  }
}

/** `us`, `uk` and the like name a country only in capitals. */
function shortInSmallLetters(name: string, word: Word | undefined): boolean {
  return name.length <= 3 && word?.capitals !== true;
}
