import { type ClosedDays, workingDaysBefore } from './working-days.ts';

/** Something that people read, in each language of the house. */
export type Words = Readonly<Record<'nl' | 'en', string>>;

/** What has to be done before a proposal can be sent, and how many working days before the deadline. */
export interface PlanStep {
  readonly code: string;
  readonly title: Words;
  readonly workingDaysBefore: number;
  /** Once for the proposal, for each partner, or for each partner whom nobody checked before. */
  readonly for: 'proposal' | 'partner' | 'new-partner';
}

/**
 * The plan of the office. Whoever keeps it may change the days; the order is of what waits for what: a partner who may
 * not take part should not be asked for a letter, and a budget that a partner did not see is none.
 */
export const PLAN_STEPS: readonly PlanStep[] = [
  {
    code: 'security-check',
    title: { nl: 'Toets kennisveiligheid', en: 'Knowledge-security check' },
    workingDaysBefore: 30,
    for: 'new-partner',
  },
  {
    code: 'consortium',
    title: { nl: 'Consortium en rollen vastleggen', en: 'Settle consortium and roles' },
    workingDaysBefore: 28,
    for: 'proposal',
  },
  {
    code: 'budget-request',
    title: { nl: 'Begroting opvragen', en: 'Ask for the budget' },
    workingDaysBefore: 20,
    for: 'partner',
  },
  {
    code: 'letter-of-intent',
    title: { nl: 'Intentieverklaring ontvangen', en: 'Receive the letter of intent' },
    workingDaysBefore: 15,
    for: 'partner',
  },
  {
    code: 'ethics',
    title: { nl: 'Ethische zelfbeoordeling', en: 'Ethics self-assessment' },
    workingDaysBefore: 12,
    for: 'proposal',
  },
  {
    code: 'budget',
    title: { nl: 'Begroting vaststellen', en: 'Settle the budget' },
    workingDaysBefore: 10,
    for: 'proposal',
  },
  {
    code: 'approval',
    title: { nl: 'Akkoord van de instelling', en: 'Approval of the institution' },
    workingDaysBefore: 5,
    for: 'proposal',
  },
  {
    code: 'draft-upload',
    title: { nl: 'Concept in het portaal zetten', en: 'Upload a draft in the portal' },
    workingDaysBefore: 3,
    for: 'proposal',
  },
  {
    code: 'submit',
    title: { nl: 'Indienen', en: 'Submit' },
    workingDaysBefore: 1,
    for: 'proposal',
  },
];

/** A partner as the plan needs them. */
export interface PlannedPartner {
  readonly org: string;
  readonly name: string;
  /** Nobody checked this partner on knowledge security, or the check is over its date. */
  readonly isNew: boolean;
}

/** One task of the plan. */
export interface PlannedTask {
  readonly code: string;
  readonly title: Words;
  readonly org?: string;
  /** Civil day on which it has to be done. */
  readonly due: string;
  /** The day was over when the plan was made: somebody has to decide whether there still is time. */
  readonly late: boolean;
}

/**
 * The tasks before a deadline, counted back in working days from its day, the earliest first. The same input gives the
 * same tasks: a plan that is made again changes only what changed.
 */
export function backwardPlan(plan: {
  readonly deadline: string;
  readonly partners: readonly PlannedPartner[];
  readonly today: string;
  readonly closed: ClosedDays;
  readonly steps?: readonly PlanStep[];
}): readonly PlannedTask[] {
  const { deadline, partners, today, closed, steps = PLAN_STEPS } = plan;
  const tasks = steps.flatMap((step) => {
    const due = workingDaysBefore(deadline, step.workingDaysBefore, closed);
    const task = { code: step.code, due, late: due < today };
    if (step.for === 'proposal') return [{ ...task, title: step.title }];
    return partners
      .filter(({ isNew }) => step.for === 'partner' || isNew)
      .map(({ org, name }) => ({
        ...task,
        org,
        title: { nl: `${step.title.nl}: ${name}`, en: `${step.title.en}: ${name}` },
      }));
  });
  return tasks.sort((a, b) => a.due.localeCompare(b.due));
}
