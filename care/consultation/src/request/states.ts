import type { Discipline, Domain, Urgency } from '../codes.ts';
import { demand, type Party } from '../element.ts';
import type { Answer, Asked, ConsultationRequest, RequestState, SaidOfIt, Step } from './request.ts';

/** What can be done with a request. */
export type Act =
  | {
      readonly kind: 'triage';
      readonly urgency: Urgency;
      readonly domains: readonly Domain[];
      readonly goes: readonly Discipline[];
      /** Instant or civil day; absent: as it was. */
      readonly readyForCare?: string;
    }
  | { readonly kind: 'accept'; readonly owner: Party }
  | ({ readonly kind: 'redirect' | 'decline' } & Answer)
  /** Begins with the first contact (instant). */
  | { readonly kind: 'start'; readonly firstContact: string }
  | { readonly kind: 'complete' }
  | { readonly kind: 'withdraw'; readonly reason: string }
  /** The treating physician agrees, or not with a reason. The state stays: the team decides what it does with it. */
  | { readonly kind: 'agree'; readonly agrees: boolean; readonly reason?: string; readonly self: Party }
  /** Who asked was called back, now. The state stays. */
  | { readonly kind: 'callBack'; readonly self: Party };

export type ActKind = Act['kind'];

/** Who does it, and when (instant). */
export interface Doing {
  readonly by: string;
  readonly at: string;
}

/** From which states each act goes, and to which; without one the state stays. */
export const ACTS: Readonly<
  Record<ActKind, { readonly from: readonly RequestState[]; readonly to?: RequestState }>
> = {
  triage: { from: ['received', 'triaged'], to: 'triaged' },
  accept: { from: ['triaged'], to: 'accepted' },
  redirect: { from: ['received', 'triaged', 'accepted'], to: 'redirected' },
  decline: { from: ['received', 'triaged', 'accepted'], to: 'declined' },
  start: { from: ['accepted'], to: 'inProgress' },
  complete: { from: ['inProgress'], to: 'completed' },
  withdraw: { from: ['received', 'triaged', 'accepted', 'inProgress'], to: 'withdrawn' },
  agree: { from: ['received', 'triaged', 'accepted', 'inProgress'] },
  callBack: { from: ['triaged', 'accepted', 'inProgress'] },
};

/** States that a request does not leave. */
export const ENDED: readonly RequestState[] = [
  'completed',
  'redirected',
  'declined',
  'withdrawn',
  'confirmed',
];

/** What can be done with a request as it stands. */
export function actsFor({
  state,
  intent,
  calledBack,
}: Pick<ConsultationRequest, 'state' | 'intent' | 'calledBack'>): readonly ActKind[] {
  const kinds: readonly ActKind[] = [
    'triage',
    'accept',
    'redirect',
    'decline',
    'start',
    'complete',
    'withdraw',
    'agree',
    'callBack',
  ];
  return (
    kinds
      .filter((kind) => ACTS[kind].from.includes(state))
      // What a patient asks is confirmed by who treats: that says more than that they agree.
      .filter((kind) => intent === 'order' || (kind !== 'accept' && kind !== 'agree'))
      .filter((kind) => kind !== 'callBack' || calledBack === undefined)
  );
}

/** What the form and who sent it say; the rest follows. */
export type NewRequest = Pick<
  ConsultationRequest,
  'source' | 'patient' | 'requester' | 'team' | 'clientId' | 'intent'
> & {
  readonly asked: Asked;
  /** Where the patient can be seen only later. */
  readonly readyForCare?: string;
};

/** A request as it comes in. Throws `Problem('business-rule')` where a patient or carer would order. */
export function received(request: NewRequest, { by, at }: Doing): ConsultationRequest {
  demand(
    request.intent === 'proposal' || (request.source !== 'patient' && request.source !== 'carer'),
    'What a patient or a carer asks is a proposal; somebody who treats, or the office, makes it an order.',
  );
  const { readyForCare = at, ...rest } = request;
  return {
    ...rest,
    recorder: by,
    referredAt: at,
    readyForCare,
    state: 'received',
    steps: [{ state: 'received', at, by }],
  };
}

/** The request after an act. Throws `Problem('business-rule')` with what would be right. */
export function applied(request: ConsultationRequest, act: Act, doing: Doing): ConsultationRequest {
  const { from, to } = ACTS[act.kind];
  demand(
    from.includes(request.state),
    `This request is ${request.state}; that cannot be done with it any more.`,
  );
  return {
    ...request,
    ...changed(request, act, doing),
    ...(to === undefined ? {} : stepTo(request, to, doing)),
  };
}

/** The proposal, ended, and the order that goes on in its place. */
export function confirmed(
  proposal: ConsultationRequest,
  { proposalId, orderId }: { readonly proposalId: string; readonly orderId: string },
  doing: Doing,
): { readonly proposal: ConsultationRequest; readonly order: ConsultationRequest } {
  demand(proposal.intent === 'proposal', 'This is an order already.');
  demand(
    proposal.state === 'received' || proposal.state === 'triaged',
    `This proposal is ${proposal.state}; it cannot be confirmed any more.`,
  );
  const { triage: _triage, ...open } = proposal;
  return {
    proposal: { ...proposal, linked: `ServiceRequest/${orderId}`, ...stepTo(proposal, 'confirmed', doing) },
    order: {
      ...open,
      intent: 'order',
      recorder: doing.by,
      clientId: `${proposal.clientId}.confirmed`,
      state: 'received',
      // The clock goes on from when the team was asked first.
      steps: [{ state: 'received', ...stepTime(doing) }],
      linked: `ServiceRequest/${proposalId}`,
    },
  };
}

const stepTime = ({ at, by }: Doing) => ({ at, by });

function stepTo(request: ConsultationRequest, state: RequestState, doing: Doing) {
  const step: Step = { state, ...stepTime(doing) };
  return { state, steps: [...request.steps, step] };
}

function changed(request: ConsultationRequest, act: Act, { at }: Doing): Partial<ConsultationRequest> {
  switch (act.kind) {
    case 'triage':
      demand(act.domains.length > 0, 'Name at least one of the four domains.');
      demand(act.goes.length > 0, 'Say who goes: at least one discipline.');
      return {
        triage: { urgency: act.urgency, domains: act.domains, goes: act.goes },
        ...(act.readyForCare === undefined ? {} : { readyForCare: act.readyForCare }),
      };
    case 'accept':
      demand(
        request.intent === 'order',
        'A proposal is confirmed first, by somebody who treats the patient or by the office.',
      );
      return { owner: act.owner };
    case 'redirect':
    case 'decline':
      demand(isSaid(act.reason), 'Give the reason.');
      demand(isSaid(act.advice), 'Write what you advise instead.');
      demand(isSaid(act.recipient), 'Say who gets this advice.');
      return { answer: { reason: act.reason, advice: act.advice, recipient: act.recipient } };
    case 'start':
      demand(act.firstContact <= at, 'The first contact cannot be in the future.');
      return { firstContact: act.firstContact };
    case 'complete':
      return {};
    case 'withdraw':
      demand(isSaid(act.reason), 'Give the reason.');
      return { withdrawnBecause: act.reason };
    case 'agree':
      return { agreement: saidOf(request, act, at) };
    case 'callBack':
      demand(request.calledBack === undefined, 'Who asked was called back already.');
      return { calledBack: { by: act.self, at } };
  }
}

function saidOf(
  { intent }: ConsultationRequest,
  { agrees, reason = '', self }: Extract<Act, { readonly kind: 'agree' }>,
  at: string,
): SaidOfIt {
  demand(intent === 'order', 'A proposal is confirmed; that says that you agree.');
  demand(agrees || isSaid(reason), 'Write why you do not agree.');
  return { agrees, ...(isSaid(reason) ? { reason } : {}), by: self, at };
}

/**
 * Whether the treating physician still has to say something: who asked did not have their agreement, and they did not
 * say it themselves. Nothing waits for it: the team weighs the request as it is.
 */
export function awaitsAgreement({
  state,
  intent,
  asked,
  agreement,
}: Pick<ConsultationRequest, 'state' | 'intent' | 'asked' | 'agreement'>): boolean {
  return (
    intent === 'order' &&
    ACTS.agree.from.includes(state) &&
    asked.treatingPhysicianAgrees !== 'yes' &&
    agreement === undefined
  );
}

const isSaid = (words: string) => words.trim() !== '';
