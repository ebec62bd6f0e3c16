import { Problem } from '@caecilia/kernel';
import type { IiaCondition } from './iia.ts';
import { type CefrLevel, type ConditionKind, type EqfLevel, isStudentKind } from './vocabulary.ts';
import { present } from './xml/present.ts';

/**
 * A cooperation condition as the register of agreements keeps it: plain data with organisations of the directory. It
 * is declared here as well, since modules do not import each other; `apps/global` hands it over.
 */
export interface CooperationCondition {
  readonly kind: ConditionKind;
  /** Ids of organisations of the directory. */
  readonly sending: string;
  readonly receiving: string;
  readonly firstYear: string;
  readonly lastYear: string;
  readonly mobilitiesPerYear?: number;
  readonly totalMonths?: number;
  readonly totalDays?: number;
  readonly iscedF?: string;
  readonly eqf?: readonly number[];
  readonly languages: readonly { readonly lang: string; readonly cefr?: string }[];
  readonly blended?: boolean;
}

/** The SCHAC identifier of an organisation, and the organisation of an identifier; undefined where it has none. */
export interface HeiIdentities {
  heiOf(organisation: string): string | undefined;
  organisationOf(heiId: string): string | undefined;
}

/** A condition of the register as IIA v7 says it. Throws `Problem('business-rule')` with what is not filled in yet. */
export function toIiaCondition(condition: CooperationCondition, identities: HeiIdentities): IiaCondition {
  const hei = (organisation: string) =>
    identities.heiOf(organisation) ??
    missing('an organisation has no SCHAC identifier; fill it in on its page');
  const student = isStudentKind(condition.kind);
  return present({
    kind: condition.kind,
    sendingHeiId: hei(condition.sending),
    sendingContacts: [],
    receivingHeiId: hei(condition.receiving),
    receivingContacts: [],
    firstYear: condition.firstYear,
    lastYear: condition.lastYear,
    mobilitiesPerYear: condition.mobilitiesPerYear ?? missing('the number of people a year is not filled in'),
    languages: condition.languages.map(({ lang, cefr }) =>
      present({ language: lang, cefr: cefr as CefrLevel | undefined }),
    ),
    subjectAreas: condition.iscedF === undefined ? [] : [{ iscedF: condition.iscedF }],
    totalMonths: student ? condition.totalMonths : undefined,
    blended: student ? (condition.blended ?? false) : undefined,
    eqf: student ? ((condition.eqf ?? []) as EqfLevel[]) : [],
    totalDays: student ? undefined : condition.totalDays,
  });
}

const missing = (what: string): never => {
  throw new Problem('business-rule', `This condition cannot go to Erasmus Without Paper: ${what}.`);
};

/** A condition of a partner for the register, and what the register has no place for. */
export interface TakenCondition {
  readonly condition: CooperationCondition;
  /** Names of fields that are said and not kept; never dropped in silence. */
  readonly leftOut: readonly string[];
}

/** What a partner's condition becomes in the register. Throws where an institution is not in the directory. */
export function toCooperationCondition(iia: IiaCondition, identities: HeiIdentities): TakenCondition {
  const organisation = (heiId: string) =>
    identities.organisationOf(heiId) ??
    missing('one of its institutions is not in the directory; add its SCHAC identifier there');
  const condition = present({
    kind: iia.kind,
    sending: organisation(iia.sendingHeiId),
    receiving: organisation(iia.receivingHeiId),
    firstYear: iia.firstYear,
    lastYear: iia.lastYear,
    mobilitiesPerYear: iia.mobilitiesNotYetDefined === true ? undefined : iia.mobilitiesPerYear,
    totalMonths: iia.totalMonths,
    totalDays: iia.totalDays,
    iscedF: iia.subjectAreas[0]?.iscedF,
    eqf: iia.eqf.length === 0 ? undefined : iia.eqf,
    languages: iia.languages
      .filter(({ notYetDefined }) => notYetDefined !== true)
      .map(({ language, cefr }) => present({ lang: language, cefr })),
    blended: iia.blended,
  });
  return { condition, leftOut: leftOutOf(iia) };
}

function leftOutOf(iia: IiaCondition): string[] {
  const said: readonly (readonly [string, boolean])[] = [
    ['sending-ounit-id', iia.sendingOunitId !== undefined],
    ['receiving-ounit-id', iia.receivingOunitId !== undefined],
    ['sending-contact', iia.sendingContacts.length > 0],
    ['receiving-contact', iia.receivingContacts.length > 0],
    [
      'subject-area',
      iia.subjectAreas.length > 1 || iia.languages.some((each) => each.subjectArea !== undefined),
    ],
    ['isced-clarification', iia.subjectAreas.some(({ clarification }) => (clarification ?? '') !== '')],
    ['v6-value', iia.subjectAreas.some(({ v6Value }) => v6Value !== undefined)],
    ['other-info-terms', (iia.otherInfoTerms ?? '') !== ''],
    [
      'not-yet-defined',
      iia.mobilitiesNotYetDefined === true || iia.languages.some((each) => each.notYetDefined === true),
    ],
  ];
  return said.filter(([, is]) => is).map(([name]) => name);
}
