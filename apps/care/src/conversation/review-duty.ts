import { type DueReview, REVIEW_CODE, type ReviewKeeping, type ReviewReason } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, dayPlus, startOfDay } from '@caecilia/kernel';
import { type TeamReference, toTask } from '@caecilia/team';
import { type Duty, onDuty } from '../access/duty-scope.ts';
import { REVIEW_READS, type ReviewEyes, reviewFacts } from './review-facts.ts';
import { teamsTreating } from './treating-team.ts';

export const REVIEW_TASKS = `code=${REVIEW_CODE.system}|${REVIEW_CODE.code}`;

/** What keeping reviews takes: what could ask for one, of any patient, and the Tasks of reviews. */
export const REVIEW_DUTY: Duty = {
  ground: 'planReviews',
  rules: [
    { types: ['HealthcareService', 'PractitionerRole', 'CareTeam'], may: ['read', 'search-type'] },
    { types: REVIEW_READS.filter((type) => type !== 'Task'), may: ['read', 'search-type'] },
    { types: ['Task'], may: ['read', 'search-type', 'create', 'update'], where: REVIEW_TASKS },
  ],
};

/** The house itself on that duty, as the log names it. */
export const REVIEW_KEEPER: Caller = onDuty(
  { id: 'system:plan-reviews', name: 'Caecilia', role: 'system', scope: { kind: 'nothing' } },
  REVIEW_DUTY,
);

/** What there is to do, in the language of the record. Nothing clinical is in it: it stands in lists. */
const WORDS: Readonly<Record<ReviewReason, string>> = {
  admission: 'Bekijk het zorgplan opnieuw: de patiënt is opgenomen.',
  phaseChange: 'Bekijk het zorgplan opnieuw: de fase is veranderd.',
  halfYear: 'Bekijk het zorgplan opnieuw: het is een half jaar geleden besproken.',
  request: 'Er is gevraagd om een nieuw gesprek over de zorg.',
};

/** A review as a task of the team: for its nurses, by the end of the day on which it is due. */
export function reviewForTeam(
  task: FhirResource,
  { reason, dueOn }: Pick<DueReview, 'reason' | 'dueOn'>,
  { patientId, team, timeZone }: { patientId: string; team: TeamReference; timeZone: string },
): FhirResource {
  const due = startOfDay(dayPlus(dueOn, 1), timeZone);
  return toTask(
    { patient: `Patient/${patientId}`, team, role: 'consult-nurse', words: WORDS[reason], due },
    task,
  );
}

/** The ports of keeping the reviews of one patient, over the record as the duty sees it. */
export function reviewKeeping(eyes: ReviewEyes, patientId: string): ReviewKeeping {
  const { readSearch, now, timeZone } = eyes;
  return {
    readSearch,
    now,
    timeZone,
    facts: async (within, id) =>
      (await reviewFacts(within, eyes, [id])).get(id) ?? {
        patientId: id,
        deceased: true,
        conversations: [],
        admissions: [],
        phaseChanges: [],
      },
    async forTeam(reader, task, review) {
      const team = (await teamsTreating(reader, readSearch, [patientId])).get(patientId);
      return team === undefined ? undefined : reviewForTeam(task, review, { patientId, team, timeZone });
    },
  };
}
