import { countryNumber, Gazetteer } from './gazetteer.ts';
import { IntList } from './growing.ts';
import type { RorId } from './ror-id.ts';
import {
  displayName,
  type Organisation,
  type OrganisationName,
  type OrganisationStatus,
  type RorRecord,
} from './ror-record.ts';
import { type Word, wordsOf } from './tokenise.ts';
import { Vocabulary } from './vocabulary.ts';

/** What is kept of an organisation; numbers refer to the store. */
export interface StoredOrganisation {
  readonly id: RorId;
  readonly name: string;
  /** The city of its first place, as it is written. */
  readonly city: string | undefined;
  readonly status: OrganisationStatus | 'name-only';
  readonly types: number;
  /** Country, city and region of each place, -1 where unknown. */
  readonly places: readonly { readonly country: number; readonly city: number; readonly region: number }[];
  readonly parents: readonly RorId[];
  readonly children: readonly RorId[];
  readonly successor: RorId | undefined;
  readonly related: readonly RorId[];
  /** How well known it is, from what the registry says of it; about 0 to 5. */
  readonly prominence: number;
  /** Known to GRID, whose list (until 2021) was made from affiliations in the literature. */
  readonly inGrid: boolean;
  /** First name and the name behind the last, in the list of names. */
  readonly firstName: number;
  readonly endName: number;
}

/** Bits of `StoredOrganisation.types`. */
export const TYPE_BITS: Readonly<Record<string, number>> = {
  education: 1,
  healthcare: 2,
  government: 4,
  company: 8,
  nonprofit: 16,
  facility: 32,
  funder: 64,
  archive: 128,
  other: 256,
};

/** What a name is, as bits. */
export const ACRONYM = 1;
export const SHOWN = 2;
export const ALIAS = 4;

/**
 * Organisations and their names in flat lists. A replaced or removed organisation leaves its names behind as dead
 * ones (`nameOrganisation` -1) until the store is made anew.
 */
export class OrganisationStore {
  readonly vocabulary = new Vocabulary();
  readonly gazetteer = new Gazetteer();
  readonly organisations: (StoredOrganisation | undefined)[] = [];
  readonly nameOrganisation = new IntList();
  readonly nameStart = new IntList();
  readonly nameLength = new IntList();
  readonly nameBits = new IntList();
  /** Of the words as they are written, without small words; see `spelling`. */
  readonly nameSpellings = new IntList();
  readonly nameTokens = new IntList();
  readonly nameTexts: string[] = [];
  readonly #numbers = new Map<RorId, number>();
  deadNames = 0;

  get names(): number {
    return this.nameTexts.length;
  }

  get size(): number {
    return this.#numbers.size;
  }

  numberOf(id: RorId): number | undefined {
    return this.#numbers.get(id);
  }

  get(id: RorId): StoredOrganisation | undefined {
    const number = this.#numbers.get(id);
    return number === undefined ? undefined : this.organisations[number];
  }

  at(number: number): StoredOrganisation | undefined {
    return this.organisations[number];
  }

  /**
   * The organisation that answers for this one: itself, or the successor of one that was withdrawn. Undefined where
   * a withdrawn one has no successor here, or several.
   */
  answering(number: number): StoredOrganisation | undefined {
    let organisation = this.organisations[number];
    for (let steps = 0; organisation?.status === 'withdrawn'; steps += 1) {
      const next =
        organisation.successor === undefined ? undefined : this.#numbers.get(organisation.successor);
      organisation = next === undefined || steps > 5 ? undefined : this.organisations[next];
    }
    return organisation;
  }

  /** Adds an organisation, in the place of one with the same id. */
  put(organisation: Organisation & Partial<RorRecord>, nameOnly = false): void {
    this.remove(organisation.id);
    const number = this.organisations.length;
    const firstName = this.names;
    this.#putNames(organisation.names, number);
    this.organisations.push({
      id: organisation.id,
      name: displayName(organisation),
      city: organisation.places[0]?.city,
      status: nameOnly ? 'name-only' : organisation.status,
      types: organisation.types.reduce((bits, type) => bits | (TYPE_BITS[type] ?? 0), 0),
      places: organisation.places.map((place) => ({
        country: place.countryCode === undefined ? -1 : (countryNumber(place.countryCode) ?? -1),
        ...this.gazetteer.learn(place),
      })),
      parents: related(organisation, 'parent'),
      children: related(organisation, 'child'),
      successor: onlyOne(related(organisation, 'successor')),
      related: related(organisation, 'related'),
      prominence: prominenceOf(organisation),
      inGrid: (organisation.externalIds ?? []).some(({ scheme }) => scheme === 'grid'),
      firstName,
      endName: this.names,
    });
    this.#numbers.set(organisation.id, number);
  }

  /** Takes an organisation away; false where it was not there. */
  remove(id: RorId): boolean {
    const number = this.#numbers.get(id);
    const organisation = number === undefined ? undefined : this.organisations[number];
    if (number === undefined || organisation === undefined) return false;
    for (let name = organisation.firstName; name < organisation.endName; name += 1) {
      this.nameOrganisation.set(name, -1);
      for (const token of this.tokensOf(name)) this.vocabulary.giveBack(token);
      this.deadNames += 1;
    }
    this.organisations[number] = undefined;
    return this.#numbers.delete(id);
  }

  /** The words of a name, as numbers of the vocabulary. */
  tokensOf(name: number): number[] {
    const start = this.nameStart.at(name);
    return Array.from({ length: this.nameLength.at(name) }, (_, n) => this.nameTokens.at(start + n));
  }

  #putNames(names: readonly OrganisationName[], organisation: number): void {
    const seen = new Set<string>();
    for (const name of names) {
      const words = wordsOf(withoutBrackets(name.value));
      const meanings = [...new Set(words.flatMap((word) => word.meanings))];
      const key = meanings.join(' ');
      if (meanings.length === 0 || seen.has(key)) continue;
      seen.add(key);
      const short = words.length === 1 && words[0]?.capitals === true && name.value.length <= 8;
      this.nameOrganisation.push(organisation);
      this.nameStart.push(this.nameTokens.length);
      this.nameLength.push(meanings.length);
      this.nameBits.push(bitsOf(name, short, meanings));
      this.nameSpellings.push(spellingOf(words));
      this.nameTexts.push(name.value);
      for (const meaning of meanings) this.nameTokens.push(this.vocabulary.take(meaning));
    }
  }
}

/** Words that a name has, as bits from `FIRST_WORD_BIT` on. */
export const WORD_BITS = [
  'university',
  'hospital',
  'school',
  'college',
  'institute',
  'center',
  'laboratory',
  'department',
  'academy',
  'ministry',
  'government',
  'system',
  'medical',
  'faculty',
];
export const FIRST_WORD_BIT = 8;

/** A number that is the same for names whose words are spelt alike, small words aside. */
export function spellingOf(words: readonly Word[]): number {
  let mixed = 17;
  for (const { folded, meanings } of words) {
    if (meanings.length === 0) continue;
    for (let n = 0; n < folded.length; n += 1) mixed = (Math.imul(mixed, 31) + folded.charCodeAt(n)) | 0;
    mixed = (Math.imul(mixed, 31) + 7) | 0;
  }
  return mixed;
}

function prominenceOf(organisation: Organisation & Partial<RorRecord>): number {
  const ids = (organisation.externalIds ?? []).reduce(
    (sum, { values }) => sum + Math.min(4, values.length),
    0,
  );
  const wikipedia = (organisation.links ?? []).some(({ kind }) => kind === 'wikipedia') ? 2 : 0;
  const domain = (organisation.domains ?? []).length > 0 ? 1 : 0;
  return Math.log1p(organisation.relationships.length + organisation.names.length + ids + wikipedia + domain);
}

function bitsOf(name: OrganisationName, short: boolean, meanings: readonly string[]): number {
  const acronym = name.kinds.includes('acronym') || short ? ACRONYM : 0;
  const shown = name.kinds.includes('ror_display') ? SHOWN : 0;
  const words = WORD_BITS.reduce(
    (bits, word, n) => (meanings.includes(word) ? bits | (FIRST_WORD_BIT << n) : bits),
    0,
  );
  return acronym | shown | words | (name.kinds.includes('alias') ? ALIAS : 0);
}

/** `Example Works (Netherlands)` is `Example Works`: ROR puts the country of a company in brackets. */
function withoutBrackets(name: string): string {
  const bare = name.replace(/\s*[([][^()[\]]*[)\]]/g, ' ').trim();
  return bare === '' ? name : bare;
}

function related(organisation: Organisation, kind: string): RorId[] {
  return organisation.relationships.filter((relationship) => relationship.kind === kind).map(({ id }) => id);
}

function onlyOne(ids: readonly RorId[]): RorId | undefined {
  return ids.length === 1 ? ids[0] : undefined;
}
