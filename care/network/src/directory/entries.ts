import type { Identifiers } from './identifiers.ts';

/** Kinds of organisation that this house tells apart. */
export const ORGANIZATION_TYPES = [
  'hospital',
  'academic-hospital',
  'general-practice',
  'out-of-hours',
  'hospice',
  'home-care',
  'nursing-home',
  'pharmacy',
  'department',
  'team',
  'other',
] as const;
export type OrganizationType = (typeof ORGANIZATION_TYPES)[number];

/** Kinds of service that matter around a palliative patient. */
export const SERVICE_TYPES = [
  'consultation-team',
  'hospice',
  'home-care',
  'out-of-hours',
  'volunteers',
  'spiritual-care',
  'other',
] as const;
export type ServiceType = (typeof SERVICE_TYPES)[number];

/** How organisations work together. */
export const AFFILIATION_ROLES = ['network-member', 'consults', 'refers', 'supplies', 'other'] as const;
export type AffiliationRole = (typeof AFFILIATION_ROLES)[number];

/** What every entry has beside its own facts. */
export interface Kept {
  /** Logical id. */
  readonly id: string;
  readonly versionId: number;
  /** Instant of the last change. */
  readonly lastUpdated: string;
  /** Still in use today. */
  readonly active: boolean;
}

/** Civil dates (`YYYY-MM-DD`), both inclusive; an absent end is until further notice. */
export interface Dates {
  readonly from?: string;
  readonly until?: string;
}

export interface OrganizationDraft {
  readonly name: string;
  readonly type: OrganizationType;
  /** `Organization/…` of which this is a part. */
  readonly partOf?: string;
  readonly identifiers: Identifiers;
  readonly phone?: string;
  readonly email?: string;
  readonly street?: string;
  readonly postalCode?: string;
  readonly city?: string;
}
export interface OrganizationEntry extends Omit<OrganizationDraft, 'type'>, Kept {
  readonly type?: OrganizationType;
}

export interface AffiliationDraft extends Dates {
  /** `Organization/…` that carries the cooperation, for instance the network. */
  readonly organization: string;
  readonly participant: string;
  readonly role: AffiliationRole;
}
export interface AffiliationEntry extends Dates, Kept {
  readonly organization?: string;
  readonly participant?: string;
  readonly role?: AffiliationRole;
}

export interface ProfessionalDraft {
  readonly title?: string;
  readonly given: string;
  readonly prefix?: string;
  readonly family: string;
  readonly identifiers: Identifiers;
  readonly phone?: string;
  readonly email?: string;
}
export interface ProfessionalEntry extends Kept {
  /** The whole name as it is said. */
  readonly name?: string;
  readonly title?: string;
  readonly given?: string;
  readonly prefix?: string;
  readonly family?: string;
  readonly identifiers: Identifiers;
  readonly phone?: string;
  readonly email?: string;
}

export interface RoleDraft extends Dates {
  readonly practitioner: string;
  readonly organization: string;
  /** Code of the UZI role list, for instance `30.000`. */
  readonly specialty: string;
  /** What it is called here, for instance "verpleegkundige hospice". */
  readonly words?: string;
  readonly phone?: string;
}
export interface RoleEntry extends Dates, Kept {
  readonly practitioner?: string;
  readonly organization?: string;
  readonly specialty?: string;
  readonly words?: string;
  readonly phone?: string;
}

export interface ServiceDraft {
  readonly name: string;
  readonly type: ServiceType;
  readonly providedBy: string;
  readonly phone?: string;
  readonly comment?: string;
  /** `Location/…` where it is given, for a hospice. */
  readonly location?: string;
}
export interface ServiceEntry extends Omit<ServiceDraft, 'type' | 'providedBy'>, Kept {
  readonly type?: ServiceType;
  readonly providedBy?: string;
}

export interface LocationDraft {
  readonly name: string;
  readonly kind: 'site' | 'bed';
  readonly managedBy: string;
  /** `Location/…` that this stands in. */
  readonly partOf?: string;
}
export interface LocationEntry extends Kept {
  readonly name?: string;
  readonly kind?: 'site' | 'bed';
  readonly managedBy?: string;
  readonly partOf?: string;
}

export interface EndpointDraft extends Dates {
  readonly name: string;
  readonly managedBy: string;
  /** `https` address. */
  readonly address: string;
}
export interface EndpointEntry extends Dates, Kept {
  readonly name?: string;
  readonly managedBy?: string;
  readonly address?: string;
}
