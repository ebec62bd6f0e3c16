import { foldText } from '@caecilia/matching';

/** Words for people and things of a country that do not begin as its name does. */
const ADJECTIVES = `
AT austrian oostenrijkse oostenrijks
BE belgian belgische belgisch vlaamse vlaams vlaanderen flemish flanders
CH swiss zwitserse zwitsers
CN chinese chinees
CZ czech tsjechische
DE german duitse duits
DK danish deense deens
ES spanish spaanse spaans
FI finnish finse fins
FR french franse frans
GB british britse brits english engelse scottish welsh
GR greek griekse grieks
IE irish ierse iers
IT italian italiaanse italiaans
JP japanese japanse
MA moroccan marokkaanse marokkaans
NL dutch nederlandse nederlands
NO norwegian noorse noors
PE peruvian peruaanse peruaans
PL polish poolse pools
PT portuguese portugese
SE swedish zweedse zweeds
TR turkish turkse turks
TZ tanzaniaanse tanzanian
UA ukrainian oekraiense
US american amerikaanse
ZA southafrican zuidafrikaanse
`;

/** Names that are words of another meaning, or too short to be told from the beginning of other words. */
const NOT_BY_NAME: ReadonlySet<string> = new Set([
  'JE',
  'GG',
  'IM',
  'AQ',
  'EU',
  'UN',
  'EZ',
  'QO',
  'XA',
  'XB',
  'ZZ',
]);

const LEAST_BEGINNING = 5;

interface Names {
  /** Name or adjective, folded, words joined by one space. */
  readonly whole: ReadonlyMap<string, string>;
  /** Beginnings of one-word names: `indonesi` finds Indonesia, Indonesië and Indonesian. */
  readonly beginnings: ReadonlyMap<string, string>;
}

function codes(): readonly string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((a) => letters.map((b) => `${a}${b}`));
}

/** Country code and folded name, in English and in Dutch. */
function foldedNames(): readonly (readonly [code: string, name: string])[] {
  return ['en', 'nl'].flatMap((locale) => {
    const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
    return codes()
      .filter((code) => !NOT_BY_NAME.has(code))
      .flatMap((code) => {
        const name = names.of(code);
        return name === undefined
          ? []
          : [
              [
                code,
                foldText(name)
                  .replace(/[^\p{L}]+/gu, ' ')
                  .trim(),
              ] as const,
            ];
      });
  });
}

function readNames(): Names {
  const whole = new Map<string, string>();
  const beginnings = new Map<string, string>();
  for (const [code, name] of foldedNames()) {
    if (!whole.has(name)) whole.set(name, code);
    const beginning = name.replace(/[aeiou]+$/, '');
    if (!name.includes(' ') && beginning.length >= LEAST_BEGINNING) beginnings.set(beginning, code);
  }
  for (const line of ADJECTIVES.trim().split('\n')) {
    const [code = '', ...words] = line.trim().split(' ');
    for (const word of words) whole.set(word, code);
  }
  return { whole, beginnings };
}

let read: Names | undefined;

function names(): Names {
  read ??= readNames();
  return read;
}

function countryOf(words: readonly string[]): string | undefined {
  const { whole, beginnings } = names();
  const known = whole.get(words.join(' '));
  if (known !== undefined || words.length > 1) return known;
  const [word = ''] = words;
  for (let length = word.length; length >= LEAST_BEGINNING; length -= 1) {
    const country = beginnings.get(word.slice(0, length));
    if (country !== undefined) return country;
  }
  return undefined;
}

const MOST_WORDS = 3;

/** What a text says about countries, and the text without it. */
export interface PlacesRead {
  /** ISO 3166-1 alpha-2, in the order in which they are named. */
  readonly countries: readonly string[];
  readonly rest: string;
}

/**
 * Finds the countries that a text names in Dutch or English, also as an adjective, and takes the names out: that two texts
 * are about one country is a reason of its own and must not count as likeness of their words as well.
 */
export function readPlaces(text: string): PlacesRead {
  const words = text.split(
    /(?<=[\p{L}\p{N}\p{M}])(?=[^\p{L}\p{N}\p{M}])|(?<=[^\p{L}\p{N}\p{M}])(?=[\p{L}\p{N}\p{M}])/u,
  );
  const folded = words.map(foldText);
  const countries = new Set<string>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const found = countryAt(folded, at);
    if (found === undefined) {
      rest.push(words[at] ?? '');
      continue;
    }
    countries.add(found.country);
    rest.push(' ');
    at += found.length - 1;
  }
  return { countries: [...countries], rest: rest.join('') };
}

/** Words and what is between them alternate: a name of two words takes three pieces. */
function countryAt(pieces: readonly string[], at: number): { country: string; length: number } | undefined {
  for (let words = MOST_WORDS; words >= 1; words -= 1) {
    const length = words * 2 - 1;
    const name = pieces.slice(at, at + length).filter((_, index) => index % 2 === 0);
    if (name.length < words || !/^\p{L}/u.test(name[0] ?? '')) continue;
    const country = countryOf(name);
    if (country !== undefined) return { country, length };
  }
  return undefined;
}
