import type { FhirResource } from '@caecilia/fhir';
import { writeTreatmentDirective } from '../writing/consents.ts';
import { listed } from '../writing/people.ts';
import type { DecisionDraft, TreatmentDirectiveDraft } from '../writing/planDraft.ts';
import type { ConversationNotes, LimitNotes } from './notes.ts';
import { undecidedWords } from './writeForm.ts';
import { writePatient, writePerson, writeProfessional } from './writePeople.ts';
import { writeGoal, writeObservations } from './writeTopics.ts';
import { identifierOf, inRole, languageOf, partyReference, subjectOf, type Writing } from './writing.ts';

const CLASSES = {
  home: { code: 'HH', display: 'home health' },
  hospital: { code: 'IMP', display: 'inpatient encounter' },
  clinic: { code: 'AMB', display: 'ambulatory' },
} as const;

/**
 * Notes as resources of one version of the standard. Pure: the same notes give the same resources. What the notes do
 * not say is not written, and what the standard has no place for is told by `losses.ts`. Throws for a code that the
 * version does not list.
 */
export function writeResources(notes: ConversationNotes, writing: Writing): readonly FhirResource[] {
  return [
    writePatient(notes, writing.patient, writing),
    ...writeProfessional(notes, writing),
    ...notes.persons.flatMap((person) => writePerson(person, writing)),
    ...writeTalk(notes, writing),
    ...writeDirectives(notes, writing),
    ...writeGoal(notes, writing),
    ...writeObservations(notes, writing),
    ...writeIcd(notes, writing),
    ...writeInformRelatives(notes, writing),
  ];
}

/** The conversation itself: a Procedure and an Encounter that name each other. */
function writeTalk(notes: ConversationNotes, writing: Writing): readonly FhirResource[] {
  const { standard } = writing;
  const [code] = standard.conversation.codes;
  const id = writing.id('talk');
  const with_ = ['professional', ...notes.persons.filter(({ present }) => present).map(({ key }) => key)]
    .flatMap((key) => partyReference(key, notes, writing) ?? [])
    .map((reference) => ({ reference }));
  const present = notes.patientPresent ? [subjectOf(writing)] : [];
  const period = { start: notes.on, end: notes.on };
  const head = {
    id,
    ...languageOf(writing),
    identifier: [identifierOf(writing)],
    subject: subjectOf(writing),
  };
  return [
    {
      resourceType: 'Procedure',
      ...head,
      meta: { profile: [standard.profiles.procedure] },
      status: 'completed',
      code: { coding: [{ ...code }] },
      encounter: { reference: `Encounter/${id}` },
      performedPeriod: period,
      performer: [...with_, ...present].map((actor) => ({ actor: inRole(actor, notes) })),
      ...(notes.understanding === undefined ? {} : { note: [{ text: notes.understanding }] }),
    },
    {
      resourceType: 'Encounter',
      ...head,
      meta: { profile: [standard.profiles.encounter] },
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', ...CLASSES[notes.at ?? 'clinic'] },
      participant: with_.map((individual) => ({ individual })),
      period,
      reasonReference: [{ reference: `Procedure/${id}` }],
    },
  ];
}

/** Slot of the directive on a treatment of the standard, and on the one at this place among the others. */
export const limitSlot = (key: string): string => `limit-${key}`;
export const otherSlot = (index: number): string => `other-${index + 1}`;

function writeDirectives(notes: ConversationNotes, writing: Writing): readonly FhirResource[] {
  const named = writing.standard.treatments.flatMap(({ key }) => {
    const limit = notes.limits[key];
    return limit ? [writeDirective(limitSlot(key), key, limit, notes, writing)] : [];
  });
  const others = notes.otherLimits.flatMap((limit, index) =>
    limit.treatment === undefined
      ? []
      : [writeDirective(otherSlot(index), { words: limit.treatment }, limit, notes, writing)],
  );
  return [...named, ...others];
}

function writeDirective(
  slot: string,
  treatment: TreatmentDirectiveDraft['treatment'],
  limit: LimitNotes,
  notes: ConversationNotes,
  writing: Writing,
): FhirResource {
  const consent = writeTreatmentDirective(
    {
      id: writing.id(slot),
      treatment,
      decision: decisionOf(limit, writing),
      on: notes.on,
      parties: limit.parties.flatMap((key) => partyReference(key, notes, writing) ?? []),
      ...(limit.because === undefined ? {} : { reason: limit.because }),
    },
    { patient: { id: writing.patientId }, ...languageOf(writing) },
    writing.standard,
  );
  return {
    ...consent,
    identifier: [identifierOf(writing)],
    provision: {
      ...consent.provision,
      actor: consent.provision.actor.map(({ role, reference }) => ({
        role,
        reference: inRole(reference, notes),
      })),
    },
  };
}

/** "Only if" without words says nothing that could be followed: it is written as unknown. */
function decisionOf(limit: LimitNotes, { standard }: Writing): DecisionDraft {
  if (limit.state === 'do' || limit.state === 'doNot') return { kind: limit.state };
  if (limit.state === 'onlyIf' && limit.condition !== undefined)
    return { kind: 'onlyIf', condition: limit.condition };
  const open: LimitNotes = limit.state === 'onlyIf' ? { ...limit, state: 'unknown' } : limit;
  const words = undecidedWords(open, standard);
  if (words === undefined) throw new Error(`the standard has no words for a limit that is ${limit.state}`);
  return { kind: 'open', words };
}

/** An ICD that is there. That there is none, or that it is not known, has no resource. */
function writeIcd(notes: ConversationNotes, writing: Writing): readonly FhirResource[] {
  const { icd } = notes;
  const { standard } = writing;
  const [usual] = standard.icd.types;
  if (icd?.present !== 'yes' || icd.reference !== undefined || !usual) return [];
  const { system, code } = icd.type === undefined ? usual : listed(standard.icd.types, icd.type);
  const id = writing.id('icd');
  return [
    {
      resourceType: 'Device',
      id,
      meta: { profile: [standard.profiles.icdProduct] },
      identifier: [identifierOf(writing)],
      type: { coding: [{ system, code }] },
      patient: subjectOf(writing),
    },
    {
      resourceType: 'DeviceUseStatement',
      id,
      meta: { profile: [standard.profiles.icdUse] },
      identifier: [identifierOf(writing)],
      status: 'active',
      subject: subjectOf(writing),
      recordedOn: notes.on,
      device: { reference: `Device/${id}` },
      ...(icd.comment === undefined ? {} : { note: [{ text: icd.comment }] }),
    },
  ];
}

/** That the patient was told to inform those close to them. That it was not said has no resource. */
function writeInformRelatives(notes: ConversationNotes, writing: Writing): readonly FhirResource[] {
  if (notes.informRelatives !== true) return [];
  const { standard } = writing;
  const { resourceType, topic, reason } = standard.informRelatives;
  const by = partyReference('professional', notes, writing);
  const recipients = notes.persons
    .filter(({ representative, firstContact }) => representative || firstContact)
    .flatMap(({ key }) => partyReference(key, notes, writing) ?? []);
  const shared = {
    id: writing.id('inform'),
    meta: { profile: [standard.profiles.informRelatives] },
    identifier: [identifierOf(writing)],
    reasonCode: [{ coding: [{ ...reason }] }],
    subject: subjectOf(writing),
    encounter: { reference: `Encounter/${writing.id('talk')}` },
  };
  if (resourceType === 'Communication')
    return [
      {
        resourceType,
        ...shared,
        status: 'completed',
        topic: { coding: [{ ...topic }] },
        recipient: [subjectOf(writing)],
        sender: { reference: by },
        sent: notes.on,
      },
    ];
  return [
    {
      resourceType,
      ...shared,
      status: 'active',
      category: [{ coding: [{ ...topic }] }],
      authoredOn: notes.on,
      requester: { reference: by },
      sender: subjectOf(writing),
      ...(recipients.length > 0 ? { recipient: recipients.map((reference) => ({ reference })) } : {}),
    },
  ];
}
