import type { OrganisationStatus, OrganisationType, RelationshipKind } from '@caecilia/matching';

/** A name of an organisation. `lang` is an ISO 639-1 code where it is known. */
export interface Name {
  readonly value: string;
  readonly kinds: readonly ('ror_display' | 'label' | 'alias' | 'acronym')[];
  readonly lang?: string | undefined;
}

/** A place of an organisation; `cc` is ISO 3166-1 alpha-2. */
export interface Place {
  readonly geonames?: number | undefined;
  readonly city?: string | undefined;
  readonly subdivision?: string | undefined;
  readonly cc?: string | undefined;
  readonly lat?: number | undefined;
  readonly lng?: number | undefined;
}

/** An identifier elsewhere, for instance `erasmus`, `pic`, `grid`, `fundref`. */
export interface ForeignId {
  readonly scheme: string;
  readonly value: string;
  readonly preferred?: boolean | undefined;
}

/** What the registry says that another organisation is to this one. */
export interface RegistryRelation {
  readonly kind: RelationshipKind;
  readonly ror: string;
  readonly label: string;
}

/** What is known of an organisation, from a registry or by hand: the columns of the register that somebody writes. */
export interface OrganisationColumns {
  /** `https://ror.org/…`, or null for one that ROR does not have. */
  ror: string | null;
  status: OrganisationStatus;
  /** The name that is shown. */
  name: string;
  names: readonly Name[];
  types: readonly OrganisationType[];
  /** Of the first place; the others are in `places`. */
  country: string | null;
  city: string | null;
  places: readonly Place[];
  ids: readonly ForeignId[];
  links: readonly { readonly kind: 'website' | 'wikipedia'; readonly url: string }[];
  domains: readonly string[];
  established: number | null;
  /** What ROR says of others; what we say ourselves is in `organisation_relation`. */
  relations: readonly RegistryRelation[];
  /** ROR id of the first that took over. */
  successor_ror: string | null;
  source: string;
  /** Release of the registry that the row is from. */
  source_release: string | null;
  /** Day on which the registry last changed its record. */
  registry_modified: string | null;
  /** Hash of what the registry says: the same again changes nothing. */
  registry_digest: string | null;
}
