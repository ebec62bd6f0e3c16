import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { type CallKind, callIn } from '../calls/callTask.ts';
import { fhirInstant, type Instant, spanOfPeriod } from '../instant.ts';
import {
  type Member,
  type MemberReference,
  referenceTo,
  type TeamReference,
  unavailableAt,
} from '../members.ts';
import { roleConcept, rolesIn, type TeamRole } from '../roles.ts';

/** Work for the team about one patient: for a role, and perhaps for one member of it. */
export interface TeamTask {
  readonly id: string;
  readonly versionId: number;
  /** `Patient/…`. */
  readonly patient: `Patient/${string}`;
  readonly team: TeamReference;
  readonly role: TeamRole;
  /** Who has it; absent: whoever of the role is there. */
  readonly owner?: MemberReference;
  /** What there is to do, in the words of who asked it. */
  readonly words: string;
  /** A kind of this house that ends by what it asks for; absent: whoever did it says so. */
  readonly kind?: EndingKind;
  /** It is a telephone call: it is done by making it, and the contact tells of it. */
  readonly call?: CallKind;
  /** Why, where it was said: of a referral to another discipline, for instance. */
  readonly reason?: string;
  /** The instant up to which it is in time; absent: no hurry. */
  readonly due?: Instant;
  readonly state: 'open' | 'done' | 'cancelled';
  /** Name of who asked it; absent where the record does not say. */
  readonly askedBy?: string;
  /** How it went from somebody to the role, oldest first. */
  readonly escalations: readonly Escalation[];
  /** Set where it is about a plan that was sent and that nobody opened: id of the hand-over. */
  readonly handOver?: string;
}

/** Why a task is with the role: nobody was named, who was named is away or left, or it is overdue. */
export type WithRoleReason = 'unassigned' | 'away' | 'left' | 'overdue';

/** A task that went from its owner to the role. */
export interface Escalation {
  readonly at: Instant;
  readonly from: MemberReference;
  readonly because: Exclude<WithRoleReason, 'unassigned'>;
}

/** With whom an open task is now: one member who is there, or the role. */
export type Standing =
  | { readonly with: 'member'; readonly member: MemberReference }
  | { readonly with: 'role'; readonly role: TeamRole; readonly because: WithRoleReason };

export type TaskDraft = Omit<
  TeamTask,
  'id' | 'versionId' | 'state' | 'escalations' | 'askedBy' | 'kind' | 'call' | 'handOver'
>;

/** Tasks of a team that end by what they ask for, and so are not called done in a list. */
export const ENDING_KINDS = ['plan-review'] as const;
export type EndingKind = (typeof ENDING_KINDS)[number];

/**
 * With whom a task is. It is worked out anew each time: from the minute that somebody is on leave their tasks are with
 * the role, also when nothing was written yet. An overdue task is with the whole role, though its owner is there.
 */
export function standingOf(task: TeamTask, members: readonly Member[], now: Instant): Standing {
  const { owner, role, due } = task;
  if (owner === undefined) return { with: 'role', role, because: 'unassigned' };
  const unavailable = unavailableAt(
    members.find(({ reference }) => reference === owner),
    now,
  );
  if (unavailable !== undefined) return { with: 'role', role, because: unavailable };
  if (due !== undefined && due <= now) return { with: 'role', role, because: 'overdue' };
  return { with: 'member', member: owner };
}

/** Who of the role is there to do what is with the role; nobody is an answer that a screen has to show. */
export function thereFor(role: TeamRole, members: readonly Member[], now: Instant): readonly Member[] {
  return members.filter((member) => member.roles.includes(role) && unavailableAt(member, now) === undefined);
}

/** The task as it goes to the role; undefined where it stays with its owner, has none, or is not open. */
export function escalated(task: TeamTask, members: readonly Member[], now: Instant): TeamTask | undefined {
  const { owner, ...rest } = task;
  const standing = standingOf(task, members, now);
  if (task.state !== 'open' || owner === undefined || standing.with === 'member') return undefined;
  const { because } = standing;
  if (because === 'unassigned') return undefined;
  return { ...rest, escalations: [...task.escalations, { at: now, from: owner, because }] };
}

/**
 * Gives a task to a member of its role, or to the role, by another time where one is said. Throws
 * `Problem('business-rule')` for one who is away now or when it is due, or has another role, for a task that is not
 * open, and for an overdue one without a new time: it would be with the role again at once.
 */
export function assigned(
  task: TeamTask,
  to: MemberReference | undefined,
  { members, now, due = task.due }: { members: readonly Member[]; now: Instant; due?: Instant | undefined },
): TeamTask {
  if (task.state !== 'open') throw new Problem('business-rule', 'This task is finished; make a new one.');
  const { owner: _, due: _due, ...rest } = task;
  const dated = due === undefined ? rest : { ...rest, due };
  if (due !== task.due) requireToCome(due, now);
  if (to === undefined) return dated;
  requireToCome(due, now);
  requireFit(to, { role: task.role, due }, members, now);
  return { ...dated, owner: to };
}

/** Throws for a time by which nothing can be done any more. */
export function requireToCome(due: Instant | undefined, now: Instant): void {
  if (due !== undefined && due <= now)
    throw new Problem('business-rule', 'The time by which this is due is past; say a new one.', {
      expression: 'due',
    });
}

/** Throws for an owner who cannot have a task. */
export function requireFit(
  owner: MemberReference,
  { role, due }: { readonly role: TeamRole; readonly due: Instant | undefined },
  members: readonly Member[],
  now: Instant,
): void {
  const member = members.find(({ reference }) => reference === owner);
  if (!member?.roles.includes(role))
    throw new Problem('business-rule', 'This colleague does not have the role that the task is for.', {
      expression: 'owner',
    });
  const moments = due === undefined || due < now ? [now] : [now, due - 1];
  if (moments.some((at) => unavailableAt(member, at) !== undefined))
    throw new Problem(
      'business-rule',
      'This colleague is away now or when it is due; leave the task to the role.',
      { expression: 'owner' },
    );
}

/** How a task went to the role, as an extension of the Task. */
export const TASK_ESCALATION_URL = 'urn:caecilia:task-escalation';
const STATUS = { open: 'requested', done: 'completed', cancelled: 'cancelled' } as const;
const OPEN = ['requested', 'received', 'accepted', 'in-progress', 'ready', 'on-hold'];

/** A task as a Task: its owner is the member, or the team; `performerType` says the role in both cases. */
export function toTask(task: TaskDraft & Partial<TeamTask>, base?: FhirResource): FhirResource {
  const { patient, team, role, owner, words, reason, due, state = 'open', escalations = [] } = task;
  const others = elementsOf(base?.extension).filter(({ url }) => url !== TASK_ESCALATION_URL);
  const extension = [...others, ...escalations.map(extensionOf)];
  const { extension: _extension, restriction, ...kept } = base ?? { resourceType: 'Task', intent: 'order' };
  const keepsStatus = base !== undefined && state === 'open' && OPEN.includes(String(base.status));
  return {
    ...kept,
    resourceType: 'Task',
    ...(extension.length === 0 ? {} : { extension }),
    status: keepsStatus ? base.status : STATUS[state],
    description: words,
    ...(reason === undefined ? {} : { reasonCode: { ...elementOf(kept.reasonCode), text: reason } }),
    for: { reference: patient },
    owner: { reference: owner ?? team },
    performerType: [roleConcept(role)],
    ...restrictionOf(elementOf(restriction), due),
  };
}

/** What else restricts it stays. */
function restrictionOf(base: Element, due: Instant | undefined): Element {
  const { period: _, ...rest } = base;
  const period = due === undefined ? {} : { period: { end: fhirInstant(due - 1) } };
  const restriction = { ...rest, ...period };
  return Object.keys(restriction).length === 0 ? {} : { restriction };
}

const extensionOf = ({ at, from, because }: Escalation): Element => ({
  url: TASK_ESCALATION_URL,
  extension: [
    { url: 'at', valueInstant: fhirInstant(at) },
    { url: 'from', valueReference: { reference: from } },
    { url: 'because', valueCode: because },
  ],
});

const TASK_KINDS = 'urn:caecilia:task';
/** Identifier of a task that was made because nobody opened a hand-over; the module of hand-overs writes it. */
const UNREAD_HAND_OVER = 'urn:caecilia:hand-over-unread-task';

/**
 * A proposal (advice), and the handling of a request (`focus`), have states of their own: who decides on them is told
 * elsewhere, and ending them here would leave them half done. Of the kinds of this house a team's task is a to-do.
 */
function isOther({ intent, focus, code }: FhirResource): boolean {
  const isOurs = (kind: unknown) => kind === 'to-do' || ENDING_KINDS.some((each) => each === kind);
  return intent === 'proposal' || focus !== undefined || kindsIn(code).some((kind) => !isOurs(kind));
}

const kindsIn = (code: unknown): readonly unknown[] =>
  elementsOf(elementOf(code).coding)
    .filter(({ system }) => system === TASK_KINDS)
    .map((kind) => kind.code);

/** Reads a task of a team; undefined for one that names no role of a team: others make Tasks too. */
export function readTask(
  resource: FhirResource,
  versionId: number,
  { team, timeZone }: { readonly team: TeamReference; readonly timeZone: string },
): TeamTask | undefined {
  const [role, another] = rolesIn(resource.performerType);
  const patient = referenceTo('Patient', resource.for);
  if (resource.resourceType !== 'Task' || resource.id === undefined || isOther(resource)) return undefined;
  if (role === undefined || another !== undefined || patient === undefined) return undefined;
  const owner = referenceTo('PractitionerRole', resource.owner);
  const askedBy = elementOf(resource.requester).display;
  const reason = elementOf(resource.reasonCode).text;
  const due = spanOfPeriod(elementOf(resource.restriction).period, timeZone)?.until;
  const call = callIn(resource.code);
  const kind = ENDING_KINDS.find((each) => kindsIn(resource.code).includes(each));
  const handOver = elementsOf(resource.identifier).find(({ system }) => system === UNREAD_HAND_OVER)?.value;
  return {
    id: resource.id,
    versionId,
    patient,
    team,
    role,
    ...(owner === undefined ? {} : { owner }),
    words: typeof resource.description === 'string' ? resource.description : '',
    ...(kind === undefined ? {} : { kind }),
    ...(call === undefined ? {} : { call }),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof askedBy === 'string' ? { askedBy } : {}),
    ...(due === undefined || !Number.isFinite(due) ? {} : { due }),
    state: stateOf(resource.status),
    escalations: elementsOf(resource.extension)
      .filter(({ url }) => url === TASK_ESCALATION_URL)
      .flatMap(escalationIn),
    ...(typeof handOver === 'string' ? { handOver } : {}),
  };
}

function stateOf(status: unknown): TeamTask['state'] {
  if (status === 'completed') return 'done';
  return OPEN.includes(String(status)) ? 'open' : 'cancelled';
}

function escalationIn({ extension }: Element): readonly Escalation[] {
  const part = (name: string) => elementsOf(extension).find(({ url }) => url === name) ?? {};
  const from = referenceTo('PractitionerRole', part('from').valueReference);
  const because = (['away', 'left', 'overdue'] as const).find((each) => each === part('because').valueCode);
  const at = Date.parse(String(part('at').valueInstant));
  return from === undefined || because === undefined || Number.isNaN(at) ? [] : [{ at, from, because }];
}
