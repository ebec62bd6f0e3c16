import { actsAs, type OfficeCaller, type OfficeRole } from '@caecilia/kernel';
import { type ClosedDays, workingDaysAfter } from './civil-day.ts';
import type { Route } from './route.ts';
import type { Refusal } from './words.ts';

export const DECISIONS = ['approve', 'reject', 'return'] as const;
export type Decision = (typeof DECISIONS)[number];

/** One step of a route that an agreement takes, copied from the route when it began: changing a route changes no way. */
export interface ApprovalStep {
  readonly id: string;
  /** Place of its stage on the route, from 0. */
  readonly stage: number;
  readonly code: string;
  readonly role: OfficeRole;
  readonly assignee?: string | undefined;
  readonly concerns?: readonly string[] | undefined;
  readonly remindAfter: number;
  /** Civil day on which it came to be asked; absent while an earlier stage is not done. */
  readonly openedOn?: string | undefined;
  readonly decision?: Decision | undefined;
  readonly decidedBy?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly decidedAt?: string | undefined;
  /** Fingerprint of the text that was decided on. */
  readonly hash?: string | undefined;
}

/** A span in which somebody is away, both days included, and who stands in for them. */
export interface Absence {
  readonly person: string;
  readonly from: string;
  readonly until: string;
  readonly deputy: string;
}

/** The steps of a way, before any has an id. */
export function stepsOf({ stages }: Route, today: string): readonly Omit<ApprovalStep, 'id'>[] {
  return stages.flatMap(({ steps }, stage) =>
    steps.map(({ code, role, assignee, concerns, remindAfter }) => ({
      stage,
      code,
      role,
      assignee,
      concerns,
      remindAfter,
      openedOn: stage === 0 ? today : undefined,
    })),
  );
}

const approved = ({ decision }: ApprovalStep) => decision === 'approve';

/** The stage whose turn it is: the first with a step that has not approved; undefined when all have. */
export function stageOf(steps: readonly ApprovalStep[]): number | undefined {
  const open = steps.filter((step) => !approved(step)).map(({ stage }) => stage);
  return open.length === 0 ? undefined : Math.min(...open);
}

/** Steps that wait for somebody now. */
export function openSteps(steps: readonly ApprovalStep[]): readonly ApprovalStep[] {
  const stage = stageOf(steps);
  return steps.filter((step) => step.stage === stage && step.decision === undefined);
}

/** Whether the whole of a route has approved this text. Approvals of parts that did not change count (`stepsToReopen`). */
export const isComplete = (steps: readonly ApprovalStep[]): boolean =>
  steps.length > 0 && steps.every(approved);

/** Who acts for a person on a day: themselves, or the deputy of who is away, and so on. Undefined where that goes round. */
export function actingFor(person: string, absences: readonly Absence[], today: string): string | undefined {
  const seen = new Set<string>();
  for (let who = person; !seen.has(who); ) {
    seen.add(who);
    const away = absences.find((each) => each.person === who && each.from <= today && today <= each.until);
    if (away === undefined) return who;
    who = away.deputy;
  }
  return undefined;
}

/** Who decides what, on which day. */
export interface Deciding {
  readonly caller: Pick<OfficeCaller, 'id' | 'roles' | 'link'>;
  readonly decision: Decision;
  readonly note?: string | undefined;
  /** UUID of who proposed the agreement: they never approve it. */
  readonly proposedBy: string;
  readonly absences: readonly Absence[];
  readonly today: string;
}

const no = (code: string, nl: string, en: string): Refusal => ({ code, words: { nl, en } });

const NOT_OPEN = no(
  'approval.not-open',
  'Deze stap is niet aan de beurt, of er is al over besloten.',
  'This step is not at its turn, or was decided already.',
);

/** Why somebody cannot decide on a step, or undefined where they can. */
export function refusedDecision(
  steps: readonly ApprovalStep[],
  id: string,
  deciding: Deciding,
): Refusal | undefined {
  const step = openSteps(steps).find((each) => each.id === id);
  if (step === undefined) return NOT_OPEN;
  if (deciding.caller.id === deciding.proposedBy || step.assignee === deciding.proposedBy)
    return no(
      'approval.own',
      'Wie de overeenkomst voorstelde, keurt haar niet goed. Vraag de beheerder om een ander voor deze stap.',
      'Who proposed the agreement does not approve it. Ask the administrator for another person for this step.',
    );
  const refused = refusedPerson(step, deciding);
  if (refused !== undefined) return refused;
  if (deciding.decision !== 'approve' && !deciding.note?.trim())
    return no('approval.note', 'Zeg wat er anders moet.', 'Say what has to be different.');
  return undefined;
}

function refusedPerson(step: ApprovalStep, { caller, absences, today }: Deciding): Refusal | undefined {
  const notYours = no('approval.person', 'Deze stap is aan een ander.', 'This step is for somebody else.');
  if (caller.link !== undefined) return notYours;
  if (step.assignee === undefined) return actsAs(caller, step.role) ? undefined : notYours;
  return actingFor(step.assignee, absences, today) === caller.id ? undefined : notYours;
}

/** For whom somebody decides where it is not for themselves. */
export const onBehalfOf = (step: ApprovalStep, caller: Pick<OfficeCaller, 'id'>): string | undefined =>
  step.assignee === undefined || step.assignee === caller.id ? undefined : step.assignee;

/**
 * Steps that have to be asked again when an agreement comes back to its route with a text: those that did not approve,
 * and of those that did, the ones that are about a clause that has changed since the text they approved.
 */
export function stepsToReopen(
  steps: readonly ApprovalStep[],
  changedSince: (hash: string) => readonly string[],
): readonly string[] {
  return steps.filter((step) => mustAskAgain(step, changedSince)).map(({ id }) => id);
}

function mustAskAgain(
  { decision, hash, concerns }: ApprovalStep,
  changedSince: (hash: string) => readonly string[],
): boolean {
  if (decision === undefined) return false;
  if (decision !== 'approve' || hash === undefined) return true;
  const changed = changedSince(hash);
  return concerns === undefined ? changed.length > 0 : changed.some((clause) => concerns.includes(clause));
}

/** Days on which an open step is reminded, until a day: every `remindAfter` working days since it came to be asked. */
export function remindersUntil(step: ApprovalStep, today: string, closed: ClosedDays): readonly string[] {
  const days: string[] = [];
  if (step.decision !== undefined || step.openedOn === undefined) return days;
  for (let day = step.openedOn; ; ) {
    day = workingDaysAfter(day, step.remindAfter, closed);
    if (day > today) return days;
    days.push(day);
  }
}
