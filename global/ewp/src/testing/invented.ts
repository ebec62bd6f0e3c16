import type { Iia, IiaCondition, IiaContact } from '../iia.ts';
import { escapeXml } from '../xml/text.ts';
import type { XmlElement } from '../xml/tree.ts';

/** Somebody who does not exist. */
export const somebody: IiaContact = {
  names: [{ text: 'Bedachte Bep (exchange)', lang: 'en' }, { text: 'Bedachte Bep' }],
  givenNames: [{ text: 'Bep' }],
  familyNames: [{ text: 'Bedacht' }],
  phones: [{ number: '+31700000000', ext: '12' }, { number: '(070) 000 00 00' }],
  emails: ['bep@verzonnen.example'],
  roles: [{ text: 'Incoming students & staff', lang: 'en' }],
};

export const OURS = 'verzonnen.example';
export const THEIRS = 'invented.example';

/** A condition of each kind, every field of it filled. */
export const studies: IiaCondition = {
  kind: 'student-studies',
  sendingHeiId: OURS,
  sendingOunitId: 'ounit-1',
  sendingContacts: [somebody],
  receivingHeiId: THEIRS,
  receivingOunitId: 'ounit-2',
  receivingContacts: [somebody],
  firstYear: '2026/2027',
  lastYear: '2028/2029',
  mobilitiesPerYear: 4,
  languages: [
    { language: 'en', cefr: 'B2', subjectArea: { iscedF: '0912', clarification: 'Palliative care' } },
    { language: 'nl' },
  ],
  subjectAreas: [{ iscedF: '0912', clarification: '' }, { iscedF: '0913' }],
  otherInfoTerms: 'Half of the places are for <nurses> & others.',
  totalMonths: 20.5,
  blended: true,
  eqf: [6, 7],
};

export const teaching: IiaCondition = {
  kind: 'staff-teacher',
  sendingHeiId: THEIRS,
  sendingContacts: [],
  receivingHeiId: OURS,
  receivingContacts: [],
  firstYear: '2026/2027',
  lastYear: '2026/2027',
  mobilitiesPerYear: 2,
  languages: [{ language: 'en', cefr: 'C1' }],
  subjectAreas: [{ iscedF: '0912' }],
  eqf: [],
  totalDays: 8,
};

/** An agreement between two institutions that do not exist, as the first of them keeps it. */
export const invented: Iia = {
  partners: [
    {
      heiId: OURS,
      ounitId: 'ounit-1',
      iiaId: 'c0ffee00-0000-4000-8000-000000000001',
      iiaCode: 'VERZONNEN/2026/1',
      signingContact: somebody,
      signingDate: '2026-09-15',
      contacts: [somebody],
    },
    { heiId: THEIRS, iiaId: '4711', iiaCode: 'INV-4711', contacts: [] },
  ],
  inEffect: true,
  terminatedAsAWhole: false,
  conditions: [
    studies,
    { ...studies, kind: 'student-traineeship', languages: [], eqf: [], totalMonths: 3 },
    teaching,
    { ...teaching, kind: 'staff-training', languages: [] },
  ],
  pdfFile: 'file-1',
};

/** The same agreement as the partner keeps it. */
export const partnersCopy = (iia: Iia): Iia => ({ ...iia, partners: [iia.partners[1], iia.partners[0]] });

/** Writes a tree again, with the text of one leaf or the value of one attribute changed. */
export function rewritten(
  element: XmlElement,
  change: { readonly at: XmlElement; readonly attribute?: string; readonly value: string },
): string {
  const attributes = element.attributes.map(({ name, value }) => {
    const changed = change.at === element && change.attribute === name ? change.value : value;
    return ` ${name}="${escapeXml(changed)}"`;
  });
  const text = change.at === element && change.attribute === undefined ? change.value : element.text;
  const inner =
    element.children.length === 0
      ? escapeXml(text)
      : element.children.map((child) => rewritten(child, change)).join('');
  return `<${element.name}${attributes.join('')}>${inner}</${element.name}>`;
}
