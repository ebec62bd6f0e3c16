import type { FhirResource } from '@caecilia/fhir';
import type { PlanStandard } from '../standard/standard.ts';
import { writeAdvanceDirective, writeTreatmentDirective } from './consents.ts';
import { listed, writeContactPerson, writePatient } from './people.ts';
import type { AnswerDraft, ConversationDraft, PlanDraft } from './planDraft.ts';

const CLASSES = {
  home: { code: 'HH', display: 'home health' },
  hospital: { code: 'IMP', display: 'inpatient encounter' },
  clinic: { code: 'AMB', display: 'ambulatory' },
} as const;

/**
 * Writes a plan as resources of one version of the standard. Pure: the same draft gives the same resources, with the
 * ids of the draft. What the draft does not say is not written.
 */
export function toResources(plan: PlanDraft, standard: PlanStandard): readonly FhirResource[] {
  return [
    writePatient(plan.patient, plan.contactPersons, standard),
    ...plan.contactPersons.map((person) => writeContactPerson(person, plan.patient.id, standard)),
    ...plan.conversations.flatMap((conversation) => writeConversation(conversation, plan, standard)),
    ...plan.advanceDirectives.map((draft) => writeAdvanceDirective(draft, plan, standard)),
    ...plan.treatmentDirectives.map((draft) => writeTreatmentDirective(draft, plan, standard)),
    ...writeGoal(plan, standard),
    ...plan.answers.map((answer) => writeAnswer(answer, plan, standard)),
    ...writeIcd(plan, standard),
    ...writeInformRelatives(plan, standard),
    ...writeCareTeam(plan),
  ];
}

const patientOf = (plan: PlanDraft) => ({ reference: `Patient/${plan.patient.id}` });
const languageOf = (plan: PlanDraft) => (plan.language ? { language: plan.language } : {});

/** A conversation is a Procedure and an Encounter that name each other. */
function writeConversation(
  draft: ConversationDraft,
  plan: PlanDraft,
  standard: PlanStandard,
): readonly FhirResource[] {
  const [code] = standard.conversation.codes;
  const present = draft.patientPresent ? [`Patient/${plan.patient.id}`] : [];
  const period = { start: draft.on, end: draft.on };
  return [
    {
      resourceType: 'Procedure',
      id: draft.id,
      meta: { profile: [standard.profiles.procedure] },
      status: 'completed',
      code: { coding: [{ ...code, display: 'advance care planning' }] },
      subject: patientOf(plan),
      encounter: { reference: `Encounter/${draft.id}` },
      performedPeriod: period,
      performer: [...draft.with, ...present].map((reference) => ({ actor: { reference } })),
    },
    {
      resourceType: 'Encounter',
      id: draft.id,
      meta: { profile: [standard.profiles.encounter] },
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', ...CLASSES[draft.at ?? 'home'] },
      subject: patientOf(plan),
      participant: draft.with.map((reference) => ({ individual: { reference } })),
      period,
      reasonReference: [{ reference: `Procedure/${draft.id}` }],
    },
  ];
}

function writeGoal(plan: PlanDraft, standard: PlanStandard): readonly FhirResource[] {
  const { goal } = plan;
  if (!goal) return [];
  const { category, values } = standard.medicalPolicyGoal;
  const { system, code, label } = listed(values, goal.code);
  return [
    {
      resourceType: 'Goal',
      id: `${plan.patient.id}-goal`,
      meta: { profile: [standard.profiles.medicalPolicyGoal] },
      ...languageOf(plan),
      lifecycleStatus: 'active',
      ...(category ? { category: [{ coding: [{ system: category.system, code: category.code }] }] } : {}),
      description: { coding: [{ system, code, display: label.nl }] },
      subject: patientOf(plan),
      statusDate: goal.on,
      ...(goal.note === undefined ? {} : { note: [{ text: goal.note }] }),
    },
  ];
}

/** Throws when the standard does not list the coded answer. */
function writeAnswer(draft: AnswerDraft, plan: PlanDraft, standard: PlanStandard): FhirResource {
  const topic = standard.observations[draft.topic];
  const value = draft.code === undefined ? undefined : listed(topic.values, draft.code);
  return {
    resourceType: 'Observation',
    id: `${plan.patient.id}-${ANSWER_IDS[draft.topic]}`,
    meta: { profile: [standard.profiles[draft.topic]] },
    ...languageOf(plan),
    status: 'final',
    code: { coding: topic.codes.slice(0, 1) },
    subject: patientOf(plan),
    effectiveDateTime: draft.on,
    performer: [{ reference: draft.by }],
    ...(value
      ? {
          valueCodeableConcept: {
            coding: [{ system: value.system, code: value.code, display: value.label.nl }],
          },
        }
      : { valueString: draft.words }),
    ...(topic.method
      ? { method: { coding: [{ system: topic.method.system, code: topic.method.code }] } }
      : {}),
    ...(draft.note === undefined ? {} : { note: [{ text: draft.note }] }),
  };
}

const ANSWER_IDS: Readonly<Record<AnswerDraft['topic'], string>> = {
  specificCareWishes: 'wishes',
  preferredPlaceOfDeath: 'place',
  positionRegardingEuthanasia: 'euthanasia',
  organDonationChoiceRegistration: 'donor',
  senseOfPurpose: 'purpose',
};

function writeIcd(plan: PlanDraft, standard: PlanStandard): readonly FhirResource[] {
  const { icd } = plan;
  if (!icd) return [];
  const { system, code, label } = listed(standard.icd.types, icd.type);
  const id = `${plan.patient.id}-icd`;
  return [
    {
      resourceType: 'Device',
      id,
      meta: { profile: [standard.profiles.icdProduct] },
      type: { coding: [{ system, code, display: label.nl }] },
      patient: patientOf(plan),
    },
    {
      resourceType: 'DeviceUseStatement',
      id,
      meta: { profile: [standard.profiles.icdUse] },
      status: 'active',
      subject: patientOf(plan),
      timingPeriod: { start: icd.since },
      device: { reference: `Device/${id}` },
      ...(icd.note === undefined ? {} : { note: [{ text: icd.note }] }),
    },
  ];
}

function writeInformRelatives(plan: PlanDraft, standard: PlanStandard): readonly FhirResource[] {
  const { informRelatives } = plan;
  if (!informRelatives) return [];
  const { resourceType, topic, reason } = standard.informRelatives;
  const shared = {
    id: `${plan.patient.id}-inform`,
    meta: { profile: [standard.profiles.informRelatives] },
    reasonCode: [{ coding: [reason] }],
    subject: patientOf(plan),
  };
  if (resourceType === 'Communication')
    return [
      {
        resourceType,
        ...shared,
        status: 'completed',
        topic: { coding: [topic] },
        recipient: [patientOf(plan)],
        sender: { reference: informRelatives.by },
        sent: informRelatives.on,
      },
    ];
  const { recipient } = informRelatives;
  return [
    {
      resourceType,
      ...shared,
      status: 'active',
      category: [{ coding: [topic] }],
      authoredOn: informRelatives.on,
      requester: { reference: informRelatives.by },
      sender: patientOf(plan),
      ...(recipient === undefined ? {} : { recipient: [{ reference: recipient }] }),
    },
  ];
}

/** Not part of the standard: who is around the patient, so that the page can say whom to call. */
function writeCareTeam(plan: PlanDraft): readonly FhirResource[] {
  if (!plan.careTeam) return [];
  return [
    {
      resourceType: 'CareTeam',
      id: `${plan.patient.id}-team`,
      status: 'active',
      subject: patientOf(plan),
      participant: plan.careTeam.map(({ member, role }) => ({
        role: [{ text: role }],
        member: { reference: member },
      })),
    },
  ];
}
