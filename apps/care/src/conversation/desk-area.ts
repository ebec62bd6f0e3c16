import { type ConversationDesk, conversationEndpoints, type PlanStandard } from '@caecilia/careplan';
import { compareVersions, type FhirResource } from '@caecilia/fhir';
import type { Caller, RecordSession } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { onDuty } from '../access/duty-scope.ts';
import { DIRECTIVE } from '../access/policy.ts';
import { VIEW } from '../access/policy-types.ts';
import { maySeePlanIn } from '../care-plan.ts';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { lastLookOf } from './last-look.ts';
import { ELSEWHERE_TASKS, limitsElsewhere, mayUpdateElsewhereIn } from './limits-elsewhere.ts';
import { mayRecordIn, PLAN_PARTS, RECORDING } from './may-record.ts';
import { REVIEW_DUTY, REVIEW_TASKS, reviewKeeping } from './review-duty.ts';

type ConversationParts = DeskHouse & {
  readonly standards: readonly PlanStandard[];
  readonly questionnaires?: readonly FhirResource[];
};

/** The conversation about care in the app of the daily work. */
export function conversationArea(house: ConversationParts): DeskArea {
  return {
    endpoints: conversationEndpoints(conversationDesk(house)),
    sections: ({ role }) =>
      RECORDING.has(role)
        ? [{ href: 'conversation', label: { nl: 'Gesprek over de zorg', en: 'Conversation about care' } }]
        : [],
  };
}

/** The ports of the conversation on the record of this house. */
export function conversationDesk(house: ConversationParts): ConversationDesk {
  const { store, readSearch, now, timeZone, standards } = house;
  return {
    readSearch,
    now,
    timeZone,
    standards,
    standard: standardWritten(standards),
    mayRecord: mayRecordIn(store),
    maySeePlan: maySeePlanIn(store),
    recording: (caller, patientId) => recordingOf(store, caller, patientId),
    ...(house.questionnaires === undefined ? {} : { questionnaires: house.questionnaires }),
    endingWords: 'Vervangen door een nieuwe afspraak',
    choosingWords: (because, who) => `Een andere afspraak geldt: ${because} (gekozen door ${who})`,
    lastLook: (caller, patientId) => lastLookOf({ log: store.log, now, timeZone }, caller, patientId),
    limitsElsewhere: async (transaction, changed) =>
      await limitsElsewhere(transaction, readSearch, now, changed),
    mayUpdateElsewhere: mayUpdateElsewhereIn(store),
    reviewing: (caller, patient) => store.session(onDuty(caller, { ...REVIEW_DUTY, patient })),
    keeping: (patientId) => reviewKeeping(house, patientId),
  };
}

/** The newest installed version that has a form. */
export function standardWritten(standards: readonly PlanStandard[]): PlanStandard {
  const newest = standards
    .filter(({ form }) => form !== undefined)
    .toSorted((one, other) => compareVersions(one.form?.version ?? '', other.form?.version ?? ''))
    .at(-1);
  if (!newest) throw new Error('no pack brings a form for a conversation about care');
  return newest;
}

const READ = ['Patient', 'CareTeam', ...PLAN_PARTS];

/**
 * A conversation is recorded whole or not at all, and its parts are of many types: a ward nurse writes directives and no
 * relatives, a general practitioner directives and no observations, and nobody who treats changes a Patient. On this duty
 * whoever may write directives of this patient records a conversation with them, and nothing else. Of Consents it reaches
 * directives only: a permission to share is never written by it.
 */
function recordingOf(store: Store, caller: Caller, patient: string): RecordSession {
  const duty = onDuty(caller, {
    ground: 'careConversation',
    patient,
    rules: [
      {
        types: [...READ, 'Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService'],
        may: VIEW,
      },
      { types: ['Consent'], may: [...VIEW, 'create', 'update'], where: DIRECTIVE },
      { types: PLAN_PARTS, may: ['create'] },
      { types: ['Patient', 'Goal'], may: ['update'] },
      { types: ['Task'], may: ['read', 'search-type', 'update'], where: REVIEW_TASKS },
      { types: ['Task'], may: ['create'], where: ELSEWHERE_TASKS },
    ],
  });
  return store.session(duty);
}
