import type { PlanNow, PlanStandard } from '@caecilia/careplan';
import type { FhirResource, SearchQuery } from '@caecilia/fhir';
import type { Caller, Endpoint, PlaceLink, RecordSession } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';

/** What the areas of the app of the daily work are built from; the ports of the modules take it as it is. */
export interface DeskHouse {
  readonly store: Store;
  /** The record as this caller may see and change it. */
  readonly session: (caller: Caller) => RecordSession;
  readonly readSearch: (
    types: readonly string[],
    pairs: readonly (readonly [name: string, value: string])[],
  ) => SearchQuery;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** The house with what some areas need of others. */
export interface WholeDeskHouse extends DeskHouse {
  /** The care plan of one patient as this caller may see it, and where the patient is. */
  readonly planNow: (caller: Caller, patientId: string) => Promise<PlanNow>;
  /** Tells the operator of a defect; no names and no words of a record. */
  readonly alert: (facts: object, sentence: string) => void;
  /** The installed versions of the care plan's standard. */
  readonly standards: readonly PlanStandard[];
  /** Questionnaires that packs bring, in the order in which the packs count. */
  readonly questionnaires?: readonly FhirResource[];
  /** 32 bytes for one purpose, from the secret of this installation. */
  readonly keyFor: (purpose: string) => Uint8Array;
  /** Whether people and patients of this house are invented. */
  readonly demo: boolean;
  /** Names that the operator installed for what is laid ready; none where they installed no list. */
  readonly supplyNames?: readonly string[];
}

/** A page of the app in somebody's menu. */
export interface DeskPlace extends PlaceLink {
  /** Not for every hour of this role: it stands in the menu of the team, and not in the bar itself. */
  readonly group?: 'team';
}

/** A part of the page of a patient; `scores`: of this part the caller writes scores and nothing else. */
export interface DeskSection extends PlaceLink {
  readonly part?: 'scores';
}

/** Something of an area that stands beside every patient. `onCall`: who of the team answers now. */
export type BesidePatient = 'onCall';

/** A part of the daily work with its addresses, and whom it is for. */
export interface DeskArea {
  readonly endpoints: readonly Endpoint[];
  /** Pages of the app for this caller, for instance `/desk/requests`: its menu. Each endpoint decides again. */
  places?(caller: Caller): readonly DeskPlace[];
  /** What of this area stands beside every patient whom this caller opens. */
  beside?(caller: Caller): readonly BesidePatient[];
  /** Parts of the page of a patient for this caller: the last step of the address below `/desk/patients/:id/`. */
  sections?(caller: Caller): readonly DeskSection[];
  /** On which page a patient opens for this caller, where that is not the overview. */
  opensAt?(caller: Caller): FirstPage | undefined;
}

/** `in-short`: what changed, limits, whom to call and what is asked, for who treats the patient elsewhere. */
export type FirstPage = 'in-short';
