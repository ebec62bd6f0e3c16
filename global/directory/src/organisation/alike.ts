import type { OrganisationRow } from '../tables.ts';
import type { FoundOrganisation } from './finder.ts';

/** What somebody is about to enter. */
export interface Draft {
  readonly name: string;
  readonly country?: string | undefined;
  readonly city?: string | undefined;
  readonly website?: string | undefined;
  readonly ror?: string | undefined;
}

/** Why a record may be the same: what is equal, and what speaks against it. */
export interface Likeness {
  readonly kind: 'ror' | 'name' | 'near-name' | 'website' | 'country' | 'city' | 'other-country';
  readonly detail: string;
}

/** A record that is like what somebody is about to enter. */
export interface Alike {
  readonly id: string;
  readonly name: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Likeness[];
}

/** From here on somebody has to say that it is another one before a record is made. */
export const SURELY_ALIKE = 0.8;

/** Score of a name that is like another one, from which it is worth showing. */
const LEAST = 0.45;

/** How much each reason adds to, or takes from, a likeness of names. */
const WEIGHT: Readonly<Record<Likeness['kind'], number>> = {
  ror: 1,
  website: 0.5,
  name: 0,
  'near-name': 0,
  country: 0.05,
  city: 0.15,
  'other-country': -0.35,
};

/** The records that may be what somebody is about to enter, the likeliest first, with the reasons. */
export function alikeTo(
  draft: Draft,
  candidates: readonly { readonly row: OrganisationRow; readonly found?: FoundOrganisation | undefined }[],
): Alike[] {
  return candidates
    .map(({ row, found }) => likenessOf(draft, row, found))
    .filter(({ score }) => score >= LEAST)
    .sort((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1));
}

function likenessOf(draft: Draft, row: OrganisationRow, found: FoundOrganisation | undefined): Alike {
  const reasons = [
    ...sureReasons(draft, row),
    ...nameReasons(draft, row, found),
    ...placeReasons(draft, row),
  ];
  const base = reasons.some(({ kind }) => kind === 'name') ? 0.9 : (found?.score ?? 0) * 0.85;
  const score = reasons.reduce((sum, { kind }) => sum + WEIGHT[kind], base);
  return { id: row.id, name: row.name, score: Math.min(1, Math.max(0, score)), reasons };
}

function sureReasons({ ror, website }: Draft, row: OrganisationRow): Likeness[] {
  const domain = domainOf(website);
  const known = [...row.domains, ...row.links.map(({ url }) => domainOf(url))];
  return [
    ...(ror !== undefined && row.ror === ror ? [{ kind: 'ror' as const, detail: ror }] : []),
    ...(domain !== undefined && known.includes(domain) ? [{ kind: 'website' as const, detail: domain }] : []),
  ];
}

function nameReasons(
  { name }: Draft,
  row: OrganisationRow,
  found: FoundOrganisation | undefined,
): Likeness[] {
  const names = [
    row.name,
    ...row.names.map(({ value }) => value),
    ...row.own_names.map(({ value }) => value),
  ];
  const same = names.find((one) => plain(one) === plain(name));
  if (same !== undefined) return [{ kind: 'name', detail: same }];
  return found === undefined
    ? []
    : [{ kind: 'near-name', detail: found.reasons.map(({ detail }) => detail).join(', ') || row.name }];
}

function placeReasons(draft: Draft, row: OrganisationRow): Likeness[] {
  const countries = row.places.flatMap(({ cc }) => (cc === undefined ? [] : [cc]));
  const cities = row.places.flatMap(({ city }) => (city === undefined ? [] : [plain(city)]));
  const wanted = [draft.city, /\(([^()]+)\)\s*$/.exec(draft.name)?.[1]].filter((city) => city !== undefined);
  const city = wanted.find((one) => cities.includes(plain(one)));
  return [
    ...(city === undefined ? [] : [{ kind: 'city' as const, detail: city }]),
    ...(draft.country === undefined || countries.length === 0
      ? []
      : [
          {
            kind: countries.includes(draft.country) ? ('country' as const) : ('other-country' as const),
            detail: countries.join(', '),
          },
        ]),
  ];
}

/** A name as it is compared: without accents, capitals and signs. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** `https://www.iu.example/about` is of `iu.example`. */
function domainOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return;
  return new URL(url).hostname.replace(/^www\./, '');
}
