import { fold } from './letters.ts';

/** Languages whose names of countries are known; the names themselves come from the ECMAScript runtime (CLDR). */
const LANGUAGES = 'en nl de fr es pt it ca pl cs sv da nb fi hu ro tr id'.split(' ');

/** Names in use beside those of CLDR. */
const MORE_NAMES: Readonly<Record<string, string>> = {
  US: 'usa|united states of america|u s a|estados unidos da america|etats unis d amerique|ee uu|eua',
  GB: 'uk|great britain|england|scotland|wales|northern ireland|u k|united kingdom of great britain|inglaterra|angleterre|gran bretana|engeland',
  CN: 'peoples republic of china|pr china|p r china|prc|p r c|mainland china|p r of china|pr of china|republica popular china',
  KR: 'korea|republic of korea|rok|s korea|korea republic of|corea|coree du sud|corea del sur|korea south',
  KP: 'dpr korea|north korea',
  RU: 'russian federation|russia|rossiya',
  NL: 'the netherlands|holland|netherland|pays bas|paises bajos|niederlande',
  TW: 'taiwan roc|taiwan r o c|republic of china|chinese taipei|r o c',
  IR: 'islamic republic of iran|ir iran|i r iran|iran islamic republic of',
  VN: 'viet nam|vietnam',
  CZ: 'czech republic|czechia|cr',
  DE: 'brd|federal republic of germany|frg|deutschland',
  TR: 'turkey|turkiye|turkije',
  SA: 'ksa|kingdom of saudi arabia|k s a',
  AE: 'uae|u a e|emirates',
  HK: 'hong kong|hongkong|hong kong sar',
  MO: 'macau|macao',
  MK: 'macedonia|north macedonia|fyrom|republic of macedonia',
  BA: 'bosnia and herzegovina|bosnia herzegovina|bosnia',
  CI: 'ivory coast|cote divoire',
  CD: 'democratic republic of the congo|dr congo|drc|democratic republic of congo',
  MD: 'republic of moldova|moldova',
  SY: 'syrian arab republic|syria',
  LA: 'lao pdr|laos',
  TZ: 'united republic of tanzania|tanzania',
  BN: 'brunei darussalam|brunei',
  PS: 'palestine|palestinian territory|state of palestine|west bank|gaza strip',
  SK: 'slovak republic|slovakia',
  BY: 'republic of belarus|belarus',
  BR: 'brasil|brazil',
  IE: 'republic of ireland|eire',
  VE: 'venezuela',
  BO: 'bolivia',
  SG: 'republic of singapore',
  ZA: 'rsa|republic of south africa',
  PR: 'puerto rico',
  TT: 'trinidad',
  MM: 'burma|myanmar',
  CV: 'cape verde',
  SZ: 'swaziland',
  GM: 'the gambia',
  RS: 'republic of serbia|serbia',
  XK: 'kosovo',
  LK: 'sri lanka',
  NZ: 'new zealand|aotearoa',
};

/** Words that CLDR has as a country and that mean something else more often in an address. */
const DOUBTFUL = new Set([
  'cr',
  'jersey',
  'man',
  'guernsey',
  'india na',
  'sant',
  'pitcairn',
  'chad',
  'mali i',
]);

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Names of countries, folded, each with the ISO 3166-1 alpha-2 code. */
export function countryNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes()) {
      const name = display.of(code);
      if (name !== undefined) addName(names, name, code);
    }
  }
  for (const [code, more] of Object.entries(MORE_NAMES))
    for (const name of more.split('|')) names.set(name, code);
  return names;
}

function addName(names: Map<string, string>, name: string, code: string): void {
  const words = fold(name.replace(/\(.*?\)|\bSAR\b/g, ' '))
    .replace(/[’'`.-]/g, ' ')
    .replace(/&/g, ' ')
    .trim()
    .replace(/\s+/g, ' ');
  if (words.length > 2 && !DOUBTFUL.has(words) && !names.has(words)) names.set(words, code);
}

/** Codes that CLDR has names for and that are no country of today. */
const NO_COUNTRIES = new Set(
  'AN BU CS DD FX NT SU TP YD YU ZR QO EU EZ UN ZZ UK DY HV NH RH VD AC CP CQ DG EA IC TA XA XB'.split(' '),
);

function codes(): string[] {
  return [...LETTERS]
    .flatMap((first) => [...LETTERS].map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code));
}

/** States of the United States by their two letters. Source: ISO 3166-2:US. */
export const US_STATES: Readonly<Record<string, string>> = Object.fromEntries(
  'AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware|DC district of columbia|FL florida|GA georgia|HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|KS kansas|KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts|MI michigan|MN minnesota|MS mississippi|MO missouri|MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|NM new mexico|NY new york|NC north carolina|ND north dakota|OH ohio|OK oklahoma|OR oregon|PA pennsylvania|RI rhode island|SC south carolina|SD south dakota|TN tennessee|TX texas|UT utah|VT vermont|VA virginia|WA washington|WV west virginia|WI wisconsin|WY wyoming'
    .split('|')
    .map((line) => [line.slice(0, 2), line.slice(3)]),
);

/** Provinces of Canada by their two letters. Source: ISO 3166-2:CA. */
export const CA_PROVINCES: Readonly<Record<string, string>> = {
  ON: 'ontario',
  QC: 'quebec',
  BC: 'british columbia',
  AB: 'alberta',
  MB: 'manitoba',
  SK: 'saskatchewan',
  NS: 'nova scotia',
  NB: 'new brunswick',
  NL: 'newfoundland and labrador',
  PE: 'prince edward island',
};
