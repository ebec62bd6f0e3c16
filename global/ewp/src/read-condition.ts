import {
  type IiaCondition,
  type IiaPartner,
  type LanguageSkill,
  NAMESPACES,
  type SubjectArea,
} from './iia.ts';
import { readContact } from './read-contact.ts';
import {
  academicYears,
  CEFR_LEVELS,
  type CefrLevel,
  type ConditionKind,
  EQF_LEVELS,
  type EqfLevel,
  isAcademicYear,
  isIscedF,
  isStudentKind,
  needsLanguage,
} from './vocabulary.ts';
import { type Fields, isAmount, isBoolean, isCount, isIdentifier, isTrue } from './xml/fields.ts';
import { present } from './xml/present.ts';
import { attribute } from './xml/tree.ts';

/** Reads one cooperation condition. Both its sides have to be partners of the agreement. */
export function readCondition(
  fields: Fields,
  kind: ConditionKind,
  partners: readonly IiaPartner[],
): IiaCondition {
  const condition = {
    kind,
    ...sidesOf(fields, partners),
    ...yearsOf(fields),
    ...numberOf(fields),
    languages: languagesOf(fields, kind),
    subjectAreas: fields.all('subject-area').map(subjectAreaOf),
    otherInfoTerms: fields.text('other-info-terms'),
    ...(isStudentKind(kind)
      ? studentPartOf(fields)
      : { eqf: [], ...amountOf(fields, 'total-days-per-year') }),
  };
  fields.close(NAMESPACES.get);
  return present(condition);
}

function sidesOf(fields: Fields, partners: readonly IiaPartner[]) {
  const isPartner = (heiId: string) => partners.some((partner) => partner.heiId === heiId);
  const side = (name: string) =>
    fields.matching(name, isPartner, 'has to be the hei-id of one of the two partners.');
  const unit = (name: string) =>
    fields.optional(name, isIdentifier, 'has to be up to 64 printable characters without a space.');
  const [sendingHeiId, receivingHeiId] = [side('sending-hei-id'), side('receiving-hei-id')];
  if (sendingHeiId === receivingHeiId && sendingHeiId !== '') {
    fields.wrong('Who sends and who receives are the same institution.');
  }
  return {
    sendingHeiId,
    sendingOunitId: unit('sending-ounit-id'),
    sendingContacts: fields.all('sending-contact').map(readContact),
    receivingHeiId,
    receivingOunitId: unit('receiving-ounit-id'),
    receivingContacts: fields.all('receiving-contact').map(readContact),
  };
}

function yearsOf(fields: Fields) {
  const year = (name: string) =>
    fields.matching(name, isAcademicYear, 'has to be an academic year, as 2026/2027.');
  const firstYear = year('receiving-first-academic-year-id');
  const lastYear = year('receiving-last-academic-year-id');
  if (isAcademicYear(firstYear) && isAcademicYear(lastYear) && academicYears(firstYear, lastYear) === 0) {
    fields.wrong('The last academic year is before the first.');
  }
  return { firstYear, lastYear };
}

function numberOf(fields: Fields) {
  const number = fields.matching('mobilities-per-year', isCount, 'has to be a whole number above nought.');
  const open = fields.one('mobilities-per-year')?.flag('not-yet-defined') ?? false;
  return { mobilitiesPerYear: Number(number), ...(open ? { mobilitiesNotYetDefined: true } : {}) };
}

function languagesOf(fields: Fields, kind: ConditionKind): LanguageSkill[] {
  const found = fields.all('recommended-language-skill');
  if (found.length === 0 && needsLanguage(kind)) {
    fields.wrong(`A condition for ${kind} names at least one recommended language.`);
  }
  return found.map((skill) => {
    const area = skill.one('subject-area');
    const read = {
      language: skill.matching('language', isLanguage, 'has to be a code of a language, as en.'),
      cefr: skill.optional('cefr-level', isCefr, 'has to be A1, A2, B1, B2, C1 or C2.') as
        | CefrLevel
        | undefined,
      subjectArea: area === undefined ? undefined : subjectAreaOf(area),
      notYetDefined: skill.flag('not-yet-defined') ? true : undefined,
    };
    skill.close(NAMESPACES.get);
    return present(read);
  });
}

const isLanguage = (text: string) => /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(text.trim());

const isCefr = (text: string) => CEFR_LEVELS.some((level) => level === text);

function subjectAreaOf(fields: Fields): SubjectArea {
  const iscedF = fields.matching(
    'isced-f-code',
    isIscedF,
    'has to be a field of ISCED-F in four digits, as 0912.',
  );
  const code = fields.one('isced-f-code');
  const v6Value = code === undefined ? undefined : attribute(code.element, 'v6-value');
  if (v6Value !== undefined && !/^\d{1,3}$/.test(v6Value))
    code?.wrong('v6-value has to be one to three digits.');
  const read = { iscedF, v6Value, clarification: fields.text('isced-clarification') };
  fields.close(NAMESPACES.get);
  return present(read);
}

function studentPartOf(fields: Fields) {
  const levels = fields.all('eqf-level').map((level) => {
    const value = Number(level.value());
    if (!EQF_LEVELS.some((each) => each === value)) level.wrong('eqf-level has to be a number from 1 to 8.');
    return value as EqfLevel;
  });
  return {
    ...amountOf(fields, 'total-months-per-year'),
    blended: isTrue(fields.matching('blended', isBoolean, 'has to be true or false.')),
    eqf: levels,
  };
}

function amountOf(fields: Fields, name: 'total-months-per-year' | 'total-days-per-year') {
  const text = fields.optional(name, isAmount, 'has to be a number above nought, with two decimals at most.');
  if (text === undefined) return {};
  return name === 'total-months-per-year' ? { totalMonths: Number(text) } : { totalDays: Number(text) };
}
