import { Problem } from '@caecilia/kernel';
import { agreementsIn, iiaHash } from './hash.ts';
import {
  type Iia,
  type IiaCondition,
  type IiaContact,
  type IiaPartner,
  type LanguageSkill,
  type LanguageText,
  NAMESPACES,
  type SubjectArea,
} from './iia.ts';
import { readGetResponse } from './read-iia.ts';
import { CONDITION_KINDS, isStudentKind } from './vocabulary.ts';
import { type WrittenElement, writeXml } from './xml/text.ts';
import { readXml } from './xml/tree.ts';

/** An agreement as a get-response, with the hash that stands in it. */
export interface ExportedIia {
  readonly xml: string;
  readonly hash: string;
}

/**
 * Writes an agreement as the get-response of the IIAs API v7 that holds it alone, with its hash. The document is read
 * again by the same rules as a partner's: throws `Problem('business-rule')` with what is not right yet.
 */
export function writeGetResponse(iia: Iia): ExportedIia {
  const withHash = (hash: string) => writeXml(responseOf(iia, hash));
  const [element] = agreementsIn(readXml(withHash(NO_HASH)));
  const hash = element === undefined ? NO_HASH : iiaHash(element);
  const xml = withHash(hash);
  const [read] = readGetResponse(xml);
  if (read === undefined || read.issues.length > 0 || !read.hashAgrees) {
    const issues = read?.issues.map(({ path, sentence }) => `${path}: ${sentence}`) ?? [];
    throw new Problem(
      'business-rule',
      `The agreement is not ready for Erasmus Without Paper. ${issues.join(' ')}`,
    );
  }
  return { xml, hash };
}

/** Stands where the hash comes: the hash is not part of what is hashed. */
const NO_HASH = '0'.repeat(64);

function responseOf(iia: Iia, hash: string): WrittenElement {
  const content = [
    ...iia.partners.map(partner),
    leaf('in-effect', String(iia.inEffect)),
    {
      name: 'cooperation-conditions',
      attributes: { 'terminated-as-a-whole': iia.terminatedAsAWhole ? 'true' : undefined },
      content: CONDITION_KINDS.flatMap((kind) => iia.conditions.filter((each) => each.kind === kind)).map(
        condition,
      ),
    },
    leaf('iia-hash', hash),
    ...optional('pdf-file', iia.pdfFile),
  ];
  return {
    name: 'iias-get-response',
    attributes: { xmlns: NAMESPACES.get, 'xmlns:c': NAMESPACES.contact, 'xmlns:p': NAMESPACES.phone },
    content: [{ name: 'iia', content }],
  };
}

const leaf = (name: string, content: string): WrittenElement => ({ name, content });

const optional = (name: string, text: string | number | boolean | undefined): WrittenElement[] =>
  text === undefined ? [] : [leaf(name, String(text))];

function partner(side: IiaPartner): WrittenElement {
  return {
    name: 'partner',
    content: [
      leaf('hei-id', side.heiId),
      ...optional('ounit-id', side.ounitId),
      ...optional('iia-id', side.iiaId),
      ...optional('iia-code', side.iiaCode),
      ...(side.signingContact === undefined ? [] : [contact('signing-contact', side.signingContact)]),
      ...optional('signing-date', side.signingDate),
      ...side.contacts.map((each) => contact('c:contact', each)),
    ],
  };
}

function contact(
  name: string,
  { names, givenNames, familyNames, phones, emails, roles }: IiaContact,
): WrittenElement {
  const texts = (element: string, values: readonly LanguageText[]) =>
    values.map(({ text, lang }) => ({ name: element, attributes: { 'xml:lang': lang }, content: text }));
  return {
    name,
    content: [
      ...texts('c:contact-name', names),
      ...texts('c:person-given-names', givenNames),
      ...texts('c:person-family-name', familyNames),
      ...phones.map(({ number, ext }) => ({
        name: 'p:phone-number',
        content: [
          leaf(/^\+[0-9]{1,15}$/.test(number) ? 'p:e164' : 'p:other-format', number),
          ...optional('p:ext', ext),
        ],
      })),
      ...emails.map((email) => leaf('c:email', email)),
      ...texts('c:role-description', roles),
    ],
  };
}

function condition(each: IiaCondition): WrittenElement {
  return {
    name: `${each.kind}-mobility-spec`,
    content: [
      leaf('sending-hei-id', each.sendingHeiId),
      ...optional('sending-ounit-id', each.sendingOunitId),
      ...each.sendingContacts.map((one) => contact('sending-contact', one)),
      leaf('receiving-hei-id', each.receivingHeiId),
      ...optional('receiving-ounit-id', each.receivingOunitId),
      ...each.receivingContacts.map((one) => contact('receiving-contact', one)),
      leaf('receiving-first-academic-year-id', each.firstYear),
      leaf('receiving-last-academic-year-id', each.lastYear),
      {
        name: 'mobilities-per-year',
        attributes: { 'not-yet-defined': each.mobilitiesNotYetDefined === true ? 'true' : undefined },
        content: String(each.mobilitiesPerYear),
      },
      ...each.languages.map(language),
      ...each.subjectAreas.map(subjectArea),
      ...optional('other-info-terms', each.otherInfoTerms),
      ...(isStudentKind(each.kind) ? studentPart(each) : optional('total-days-per-year', each.totalDays)),
    ],
  };
}

function studentPart({ totalMonths, blended, eqf }: IiaCondition): WrittenElement[] {
  return [
    ...optional('total-months-per-year', totalMonths),
    ...optional('blended', blended ?? false),
    ...eqf.map((level) => leaf('eqf-level', String(level))),
  ];
}

function language(skill: LanguageSkill): WrittenElement {
  return {
    name: 'recommended-language-skill',
    attributes: { 'not-yet-defined': skill.notYetDefined === true ? 'true' : undefined },
    content: [
      leaf('language', skill.language),
      ...optional('cefr-level', skill.cefr),
      ...(skill.subjectArea === undefined ? [] : [subjectArea(skill.subjectArea)]),
    ],
  };
}

function subjectArea({ iscedF, v6Value, clarification }: SubjectArea): WrittenElement {
  return {
    name: 'subject-area',
    content: [
      { name: 'isced-f-code', attributes: { 'v6-value': v6Value }, content: iscedF },
      ...optional('isced-clarification', clarification),
    ],
  };
}
