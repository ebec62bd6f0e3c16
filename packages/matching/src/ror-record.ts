import type { RorId } from './ror-id.ts';

/** Whether an organisation exists; a withdrawn record was a mistake or a double, its successor answers for it. */
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number];
export const ORGANISATION_STATUSES = ['active', 'inactive', 'withdrawn'] as const;

/** What a name is; `ror_display` is the one that ROR shows, and there is one of it in each record. */
export type NameKind = (typeof NAME_KINDS)[number];
export const NAME_KINDS = ['ror_display', 'label', 'alias', 'acronym'] as const;

/** What an organisation does, in the words of ROR. */
export type OrganisationType = (typeof ORGANISATION_TYPES)[number];
export const ORGANISATION_TYPES = [
  'education',
  'healthcare',
  'government',
  'company',
  'nonprofit',
  'facility',
  'funder',
  'archive',
  'other',
] as const;

/** What the other organisation of a relationship is to this one: `parent` says that the other one is above. */
export type RelationshipKind = (typeof RELATIONSHIP_KINDS)[number];
export const RELATIONSHIP_KINDS = ['parent', 'child', 'related', 'successor', 'predecessor'] as const;

/** A name as it is written; `language` is an ISO 639-1 code where the registry knows it. */
export interface OrganisationName {
  readonly value: string;
  readonly kinds: readonly NameKind[];
  readonly language?: string;
}

/** A place of an organisation, from GeoNames. `countryCode` is ISO 3166-1 alpha-2, in capitals. */
export interface OrganisationPlace {
  readonly geonamesId?: number;
  readonly city?: string;
  readonly subdivision?: string;
  readonly countryCode?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

/** Another organisation and what it is to this one; the label is the name that the other had when it was noted. */
export interface OrganisationRelationship {
  readonly kind: RelationshipKind;
  readonly id: RorId;
  readonly label: string;
}

/** What matching and search need to know of an organisation. */
export interface Organisation {
  readonly id: RorId;
  readonly status: OrganisationStatus;
  readonly names: readonly OrganisationName[];
  readonly types: readonly OrganisationType[];
  readonly places: readonly OrganisationPlace[];
  readonly relationships: readonly OrganisationRelationship[];
}

/** An identifier elsewhere; the scheme is the registry's word in small letters (`grid`, `isni`, `wikidata`, `fundref`). */
export interface ExternalId {
  readonly scheme: string;
  readonly values: readonly string[];
  readonly preferred?: string;
}

/** A whole record of ROR, of schema 1 or 2, in one shape. `lastModified` is a day (`YYYY-MM-DD`); schema 1 has none. */
export interface RorRecord extends Organisation {
  readonly schema: '1' | '2';
  readonly established?: number;
  readonly lastModified?: string;
  readonly links: readonly { readonly kind: 'website' | 'wikipedia'; readonly url: string }[];
  readonly domains: readonly string[];
  readonly externalIds: readonly ExternalId[];
}

/** The name that ROR shows; the first name where the record marks none. */
export function displayName(organisation: Pick<Organisation, 'names'>): string {
  const shown = organisation.names.find(({ kinds }) => kinds.includes('ror_display'));
  return (shown ?? organisation.names[0])?.value ?? '';
}

/** Ids of the organisations that took over from this one; the registry names none, one or several. */
export function successorsOf(organisation: Pick<Organisation, 'relationships'>): RorId[] {
  return organisation.relationships.filter(({ kind }) => kind === 'successor').map(({ id }) => id);
}
