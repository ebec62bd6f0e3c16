import type { Caller } from '@caecilia/kernel';
import { type ClockReading, readClock } from '../clock/responseClock.ts';
import type { Source } from '../codes.ts';
import type { KeptRequest } from '../consultation.ports.ts';
import type { ListedPerson } from '../person.ts';
import { mayConfirm, mayDo } from './access.ts';
import { type StateForRequester, stateForRequester } from './forRequester.ts';
import type { Asked, ConsultationRequest } from './request.ts';
import { type ActKind, actsFor, awaitsAgreement } from './states.ts';

/** What can be done with a request, beside the acts: a proposal is confirmed. */
export type Doable = ActKind | 'confirm';

/** Where a request stands in the record: a change says on what it was made. */
export interface Seen {
  readonly task: number;
  readonly request: number;
}

/** What was said of a request beside its states. */
export interface Said {
  /** What the treating physician said themselves; the name is empty where the record has none. */
  readonly agreement?: {
    readonly agrees: boolean;
    readonly reason?: string;
    readonly by: string;
    readonly at: string;
  };
  /** Whether they still have to; nothing waits for it. */
  readonly awaitsAgreement: boolean;
  readonly calledBack?: { readonly by: string; readonly at: string };
}

/** A request as the team sees it. Instants in UTC; civil days as `YYYY-MM-DD`. */
export interface RequestView
  extends Pick<
      ConsultationRequest,
      | 'intent'
      | 'source'
      | 'asked'
      | 'referredAt'
      | 'readyForCare'
      | 'state'
      | 'triage'
      | 'firstContact'
      | 'answer'
      | 'withdrawnBecause'
    >,
    Said {
  /** Of the Task. */
  readonly id: string;
  readonly seen: Seen;
  readonly patient: ListedPerson;
  /** Who asks, as they are called. */
  readonly requester: string;
  /** Who took it, as they are called. */
  readonly owner?: string;
  /** Whether whoever looks took it. */
  readonly mine: boolean;
  readonly clock: ClockReading;
  /** What whoever looks may do with it as it stands; the record decides again. */
  readonly may: readonly Doable[];
}

/** A request as who asked sees it: where it stands, and nothing of how the team weighs it. */
export interface AskedView extends Omit<StateForRequester, 'acceptedBy'>, Said {
  readonly id: string;
  readonly seen: Seen;
  readonly intent: ConsultationRequest['intent'];
  readonly source: Source;
  readonly asked: Asked;
  readonly referredAt: string;
  readonly requester: string;
  /** Who took it, as they are called. */
  readonly acceptedBy?: string;
  readonly withdrawnBecause?: string;
  readonly may: readonly Doable[];
}

/** Who somebody is in the directory: themselves, and in each of their roles. */
export function selvesOf({ id, scope }: Pick<Caller, 'id' | 'scope'>): readonly string[] {
  const actors = scope.kind === 'rules' ? scope.actors : [];
  return [id, ...actors.filter((each) => each.startsWith('Practitioner'))];
}

/** Who looks, and when. */
export interface Looking {
  /** Every reference by which the directory knows them. */
  readonly selves: readonly string[];
  readonly role: string;
  readonly now: Date;
  readonly timeZone: string;
}

/** Of a Party what it is called; a reference without a name is not for people. */
const called = (party: { readonly name?: string } | undefined): string => party?.name ?? '';

/** What somebody in this role may do with it as it stands. */
export function doableBy(role: string, value: ConsultationRequest): readonly Doable[] {
  const isOpenProposal =
    value.intent === 'proposal' && (value.state === 'received' || value.state === 'triaged');
  return [
    ...actsFor(value).filter((kind) => mayDo(role, kind, value.source)),
    ...(isOpenProposal && mayConfirm(role) ? (['confirm'] as const) : []),
  ];
}

function saidOf(value: ConsultationRequest): Said {
  const { agreement, calledBack } = value;
  return {
    awaitsAgreement: awaitsAgreement(value),
    ...(agreement === undefined ? {} : { agreement: { ...agreement, by: called(agreement.by) } }),
    ...(calledBack === undefined ? {} : { calledBack: { by: called(calledBack.by), at: calledBack.at } }),
  };
}

/** For the team. */
export function viewOf(
  { id, versionId, requestVersionId, value }: KeptRequest,
  patient: ListedPerson,
  { selves, role, now, timeZone }: Looking,
): RequestView {
  const { intent, source, asked, referredAt, readyForCare, state } = value;
  const { triage, firstContact, answer, withdrawnBecause, owner } = value;
  return {
    id,
    seen: { task: versionId, request: requestVersionId },
    patient,
    intent,
    source,
    asked,
    referredAt,
    readyForCare,
    state,
    requester: called(value.requester),
    ...(owner === undefined ? {} : { owner: called(owner) }),
    ...(triage === undefined ? {} : { triage }),
    ...(firstContact === undefined ? {} : { firstContact }),
    ...(answer === undefined ? {} : { answer }),
    ...(withdrawnBecause === undefined ? {} : { withdrawnBecause }),
    ...saidOf(value),
    mine: owner?.reference !== undefined && selves.includes(owner.reference),
    clock: readClock(value, { now, timeZone }),
    may: doableBy(role, value),
  };
}

/** For who asked, and for everybody else around the patient. */
export function askedViewOf(
  { id, versionId, requestVersionId, value }: KeptRequest,
  role: string,
): AskedView {
  const { acceptedBy, ...state } = stateForRequester(value);
  const { intent, source, asked, referredAt, withdrawnBecause } = value;
  return {
    ...state,
    id,
    seen: { task: versionId, request: requestVersionId },
    intent,
    source,
    asked,
    referredAt,
    requester: called(value.requester),
    ...(acceptedBy === undefined ? {} : { acceptedBy: called(acceptedBy) }),
    ...(withdrawnBecause === undefined ? {} : { withdrawnBecause }),
    ...saidOf(value),
    may: doableBy(role, value),
  };
}
