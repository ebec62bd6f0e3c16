import type { CefrLevel, ConditionKind, EqfLevel } from './vocabulary.ts';

/** Namespaces of the documents, as their publishers name them. */
export const NAMESPACES = {
  get: 'https://github.com/erasmus-without-paper/ewp-specs-api-iias/blob/stable-v7/endpoints/get-response.xsd',
  index:
    'https://github.com/erasmus-without-paper/ewp-specs-api-iias/blob/stable-v7/endpoints/index-response.xsd',
  approval: 'https://github.com/erasmus-without-paper/ewp-specs-api-iias-approval/tree/stable-v2',
  omobilities:
    'https://github.com/erasmus-without-paper/ewp-specs-api-omobilities/blob/stable-v2/endpoints/get-response.xsd',
  contact: 'https://github.com/erasmus-without-paper/ewp-specs-types-contact/tree/stable-v1',
  phone: 'https://github.com/erasmus-without-paper/ewp-specs-types-phonenumber/tree/stable-v1',
} as const;

/** A name or text, with its language where that is said (BCP 47). */
export interface LanguageText {
  readonly text: string;
  readonly lang?: string;
}

/** Somebody, or an office, to write to. Postal addresses are not kept. */
export interface IiaContact {
  readonly names: readonly LanguageText[];
  readonly givenNames: readonly LanguageText[];
  readonly familyNames: readonly LanguageText[];
  /** E.164 where the number has a plus, otherwise as somebody typed it. */
  readonly phones: readonly { readonly number: string; readonly ext?: string }[];
  readonly emails: readonly string[];
  readonly roles: readonly LanguageText[];
}

/** One side of an agreement. The first partner of a copy is whose copy it is. */
export interface IiaPartner {
  /** SCHAC identifier, for instance `uw.edu.pl`. */
  readonly heiId: string;
  readonly ounitId?: string;
  /** The agreement's identifier at this side; never shown to a person. */
  readonly iiaId?: string;
  /** The agreement's number at this side, for people. */
  readonly iiaCode?: string;
  readonly signingContact?: IiaContact;
  readonly signingDate?: string;
  readonly contacts: readonly IiaContact[];
}

/** A field of study. `v6Value` is the shorter code that an agreement of version 6 had. */
export interface SubjectArea {
  readonly iscedF: string;
  readonly v6Value?: string;
  /** More than the code says. Undefined where the element is absent, which is another hash than an empty one. */
  readonly clarification?: string;
}

/** A language that is recommended at the start of a stay. */
export interface LanguageSkill {
  readonly language: string;
  readonly cefr?: CefrLevel;
  readonly subjectArea?: SubjectArea;
  readonly notYetDefined?: boolean;
}

/** One cooperation condition: so many people of one kind, a year, in one direction. */
export interface IiaCondition {
  readonly kind: ConditionKind;
  readonly sendingHeiId: string;
  readonly sendingOunitId?: string;
  readonly sendingContacts: readonly IiaContact[];
  readonly receivingHeiId: string;
  readonly receivingOunitId?: string;
  readonly receivingContacts: readonly IiaContact[];
  readonly firstYear: string;
  readonly lastYear: string;
  readonly mobilitiesPerYear: number;
  /** The number was not agreed under version 6; it has to be before this can be approved. */
  readonly mobilitiesNotYetDefined?: boolean;
  readonly languages: readonly LanguageSkill[];
  readonly subjectAreas: readonly SubjectArea[];
  readonly otherInfoTerms?: string;
  /** Students only. */
  readonly totalMonths?: number;
  /** Students only, and there it is always said. */
  readonly blended?: boolean;
  /** Students only. */
  readonly eqf: readonly EqfLevel[];
  /** Staff only. */
  readonly totalDays?: number;
}

/** An interinstitutional agreement, as one side keeps and sends it (IIAs API v7). */
export interface Iia {
  readonly partners: readonly [IiaPartner, IiaPartner];
  /** It was signed once; a draft or a proposal otherwise. */
  readonly inEffect: boolean;
  /** Ended by both before anybody went. */
  readonly terminatedAsAWhole: boolean;
  readonly conditions: readonly IiaCondition[];
  readonly pdfFile?: string;
}
