import type { RegisterRow, Visibility } from '@caecilia/kernel';
import type { RelationshipKind } from '@caecilia/matching';
import type { MergeStep } from './merge/merge-steps.ts';
import type { ForeignId, Name, OrganisationColumns } from './organisation/organisation.ts';
import type { Partner } from './partner/partner.ts';
import type { PersonalData } from './person/contact-rights.ts';
import type { Held, ProposalKind, Slice } from './registry/judge-record.ts';
import type { BrokenRecord } from './registry/read-records.ts';
import type { Choice, Mapping } from './spreadsheet/mapping.ts';
import type { Words } from './words.ts';

/** An organisation: what a registry says of it, and what we add (`own_`), which no release overwrites. */
export interface OrganisationRow extends RegisterRow, OrganisationColumns {
  own_names: readonly Name[];
  own_ids: readonly ForeignId[];
  /** Set where it turned out to be another one. */
  merged_into: string | null;
}

/** What the other organisation is to the first one, as we say it ourselves. */
export interface RelationRow extends RegisterRow {
  from_id: string;
  to_id: string;
  kind: RelationshipKind;
  from_day: string | null;
  until_day: string | null;
}

/** A faculty or department. */
export interface UnitRow extends RegisterRow {
  organisation_id: string;
  parent_id: string | null;
  name: Words;
}

export interface PartnerRow extends RegisterRow, Mutable<Partner> {
  organisation_id: string;
  classes: Readonly<Record<string, Visibility>>;
}

/** What the registry says of a partner and somebody has to see. */
export interface ProposalRow extends RegisterRow {
  organisation_id: string;
  release: string;
  kinds: readonly ProposalKind[];
  before: Held;
  after: Held;
  state: 'open' | 'accepted' | 'refused' | 'superseded';
  decided_by: string | null;
  decided_at: string | null;
}

/** How far the import of a file of a registry came. */
export interface ImportRow {
  id: string;
  begun_at: string;
  begun_by: string;
  file_name: string;
  file_digest: string;
  slice: Slice | null;
  release: string;
  /** Records of the file that are dealt with. */
  records: number;
  counts: Readonly<Record<string, number>>;
  broken: readonly BrokenRecord[];
  finished_at: string | null;
}

export interface PersonRow extends RegisterRow, Mutable<PersonalData> {
  /** Family and given name as they are compared: without accents and capitals. */
  name_key: string;
  classes: Readonly<Record<string, Visibility>>;
  erased_at: string | null;
  merged_into: string | null;
}

export interface AffiliationRow extends RegisterRow {
  person_id: string;
  organisation_id: string;
  unit_id: string | null;
  role: Words;
  /** As it was written in what it came from, and how sure the match of it was, 0 to 1. */
  raw: string | null;
  score: number | null;
  from_day: string | null;
  until_day: string | null;
}

export interface ExpertiseRow extends RegisterRow {
  person_id: string | null;
  unit_id: string | null;
  words: Words;
  topics: readonly {
    readonly scheme: 'mesh' | 'openalex' | 'euroscivoc' | 'isced-f';
    readonly code: string;
  }[];
  visibility: Visibility;
}

export interface NetworkRow extends RegisterRow {
  name: Words;
  note: Words;
}

export interface MemberRow extends RegisterRow {
  network_id: string;
  organisation_id: string;
  role: string | null;
  from_day: string | null;
  until_day: string | null;
}

/** A merge, and what it did, so that it can be undone. */
export interface MergeRow extends RegisterRow {
  kind: 'organisation' | 'person';
  kept_id: string;
  gone_id: string;
  steps: readonly MergeStep[];
  undone_at: string | null;
  undone_by: string | null;
  /** What an undo left as it was, because somebody changed it since. */
  left_over: readonly string[];
}

export interface SpreadsheetImportRow extends RegisterRow {
  target: string;
  file_name: string;
  headers: readonly string[];
  mapping: Mapping;
  state: 'open' | 'written';
  problems: readonly { readonly row: number; readonly column: string; readonly sentence: string }[];
}

export interface SpreadsheetRowRow {
  import_id: string;
  number: number;
  cells: readonly string[];
  choice: Choice | null;
  written: string | null;
}

/** The tables of the directory. */
export interface DirectoryTables {
  organisation: OrganisationRow;
  organisation_relation: RelationRow;
  organisation_unit: UnitRow;
  partner: PartnerRow;
  registry_proposal: ProposalRow;
  registry_import: ImportRow;
  person: PersonRow;
  affiliation: AffiliationRow;
  expertise: ExpertiseRow;
  network: NetworkRow;
  network_member: MemberRow;
  merge: MergeRow;
  spreadsheet_import: SpreadsheetImportRow;
  spreadsheet_row: SpreadsheetRowRow;
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };
