import type { FhirResource } from '@caecilia/fhir';
import type { PlanStandard } from '../standard/standard.ts';
import { AnswerSheet, boxesOf, type FormAnswers, UNNAMED } from './formAnswers.ts';
import { type ResponseHead, writeResponse } from './formResponse.ts';
import type { AnswerNotes, ConversationNotes, LimitNotes, NameNotes, PersonNotes } from './notes.ts';
import { formOf } from './readForm.ts';
import { presentRelation, presentRoles } from './readFormPeople.ts';

/** Notes as a response to the form of a version. Pure; what the form cannot hold is told by `losses.ts`. */
export function writeForm(
  notes: ConversationNotes,
  standard: PlanStandard,
  head: ResponseHead,
): FhirResource {
  return writeResponse(answersOf(notes, standard), formOf(standard), head);
}

/** The answers to the form that notes give. */
export function answersOf(notes: ConversationNotes, standard: PlanStandard): FormAnswers {
  const sheet = new AnswerSheet();
  sheet.put('heldOn', notes.on).put('patient.birthDate', notes.patient.birthDate);
  putName(sheet, 'patient', notes.patient.name);
  putName(sheet, 'professional', notes.professional.name);
  sheet.put('professional.function', notes.professional.function);
  sheet.put('capable', yes(notes.capacity?.capable)).put('capable.comment', notes.capacity?.comment);
  putPersons(sheet, notes, standard);
  for (const { key } of standard.treatments) putLimit(sheet, key, notes.limits[key], standard);
  putOtherLimit(sheet, notes);
  putTopics(sheet, notes);
  const { icd, earlier } = notes;
  sheet.put('icd.present', icd?.present).put('icd.comment', icd?.comment);
  // The form has one box for every kind of device.
  if (icd?.type !== undefined) sheet.put('icd.type', boxesOf(standard.form, 'icd.type')[0]);
  sheet.put('earlier', earlier?.recorded).put('earlier.comment', earlier?.comment);
  sheet.put('earlier.differ', earlier?.differ);
  sheet.put('informRelatives', yes(notes.informRelatives)).put('share', notes.share);
  return sheet;
}

const yes = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'yes' : 'no');

function putName(sheet: AnswerSheet, who: string, name: NameNotes | undefined): void {
  sheet.put(`${who}.given`, name?.given);
  sheet.put(`${who}.prefix`, name?.prefix);
  sheet.put(`${who}.family`, name?.family);
}

function putPersons(sheet: AnswerSheet, notes: ConversationNotes, standard: PlanStandard): void {
  const representative = notes.persons.find((person) => person.representative);
  const first = notes.persons.find((person) => person.firstContact && person !== representative);
  if (representative) {
    putPerson(sheet, 'representative', representative, standard);
    const boxes = boxesOf(standard.form, 'representative.roles');
    for (const role of representative.roles)
      if (boxes.includes(role)) sheet.put('representative.roles', role);
    if (representative.otherRole !== undefined)
      sheet.put('representative.roles', 'other').put('representative.otherRole', representative.otherRole);
  }
  if (representative?.firstContact) sheet.put('representative.isFirstContact', 'yes');
  else if (first) {
    sheet.put('representative.isFirstContact', 'no');
    putPerson(sheet, 'firstContact', first, standard);
  }
  putPresent(sheet, notes, standard);
}

function putPerson(
  sheet: AnswerSheet,
  who: 'representative' | 'firstContact',
  person: PersonNotes,
  standard: PlanStandard,
): void {
  putName(sheet, who, person.name);
  for (const { value, kind, use, comment } of person.phones)
    sheet.putGroup(`${who}.phone`, (inside) => {
      inside.put(`${who}.phone.value`, value).put(`${who}.phone.kind`, kind);
      inside.put(`${who}.phone.use`, use).put(`${who}.phone.comment`, comment);
    });
  for (const { value, use } of person.emails)
    sheet.putGroup(`${who}.email`, (inside) => {
      inside.put(`${who}.email.value`, value).put(`${who}.email.use`, use);
    });
  const listed = boxesOf(standard.form, `${who}.relation`);
  if (person.otherRelation !== undefined)
    sheet.put(`${who}.relation`, 'other').put(`${who}.otherRelation`, person.otherRelation);
  else if (person.relation !== undefined && listed.includes(person.relation))
    sheet.put(`${who}.relation`, person.relation);
}

/** Who was there, as far as the form asks it: roles and relations, each once, and one line of words for each. */
function putPresent(sheet: AnswerSheet, notes: ConversationNotes, standard: PlanStandard): void {
  if (notes.patientPresent) sheet.put('present.patient', 'yes');
  const present = notes.persons.filter((person) => person.present);
  for (const role of new Set(present.flatMap((person) => presentRoles(person, standard))))
    sheet.put('present.roles', role);
  for (const relation of new Set(present.flatMap((person) => presentRelation(person, standard) ?? [])))
    sheet.put('present.relations', relation);
  sheet.put('present.otherRole', joined(present.map(({ otherRole }) => otherRole)));
  sheet.put('present.otherRelation', joined(present.map(({ otherRelation }) => otherRelation)));
}

function joined(words: readonly (string | undefined)[]): string {
  return words.filter((each) => each !== undefined && each !== '').join('; ');
}

/**
 * A limit in the boxes of the form. Where it has no box for a state that decides nothing, the words of the standard
 * for that state stand under "only if", as the standard writes them in its resources.
 */
function putLimit(
  sheet: AnswerSheet,
  key: string,
  limit: LimitNotes | undefined,
  standard: PlanStandard,
): void {
  if (!limit) return;
  const boxes = boxesOf(standard.form, `limit.${key}.decision`);
  const state = limit.state === 'declined' && boxes.includes('notDiscussed') ? 'notDiscussed' : limit.state;
  const boxed = boxes.includes(state);
  const words = boxed ? limit.condition : undecidedWords(limit, standard);
  if (!boxed && (words === undefined || !boxes.includes('onlyIf'))) return;
  sheet.put(`limit.${key}.decision`, boxed ? state : 'onlyIf').put(`limit.${key}.condition`, words);
  sheet.put(`limit.${key}.because`, limit.because);
}

/** The standard's own words for a limit about which nothing was decided. */
export function undecidedWords({ state }: LimitNotes, standard: PlanStandard): string | undefined {
  const { undecided } = standard.treatmentDirective;
  return state === 'notDiscussed' || state === 'unknown' || state === 'declined'
    ? (undecided[state][0] ?? undecided.notDiscussed[0])
    : undefined;
}

/** The form has room for one other treatment, and no box for "only if". */
function putOtherLimit(sheet: AnswerSheet, { otherLimits }: ConversationNotes): void {
  const [first] = otherLimits;
  if (!first) return;
  if (first.state !== 'do' && first.state !== 'doNot' && first.state !== 'unknown') return;
  sheet.put('other.treatment', first.treatment ?? UNNAMED).put('other.decision', first.state);
  sheet.put('other.because', first.because);
}

function putTopics(sheet: AnswerSheet, notes: ConversationNotes): void {
  for (const topic of ['wishes', 'purpose'] as const) {
    const answer = notes[topic];
    if (answer?.state === 'known') sheet.put(topic, answer.words);
  }
  for (const topic of ['goal', 'place', 'euthanasia', 'donor'] as const)
    putAnswer(sheet, topic, notes[topic]);
}

function putAnswer(sheet: AnswerSheet, means: string, answer: AnswerNotes | undefined): void {
  if (answer?.state === 'known') sheet.put(means, answer.code);
  else if (answer?.state === 'unknown') sheet.put(means, 'unknown');
  else return;
  sheet.put(`${means}.note`, answer.note);
}
