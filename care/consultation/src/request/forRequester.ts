import type { Discipline } from '../codes.ts';
import type { Party } from '../element.ts';
import type { Answer, ConsultationRequest, RequestState } from './request.ts';

/** What who asked sees of their request: where it stands, who comes and from when, and the answer where nobody does. */
export interface StateForRequester {
  readonly state: RequestState;
  /** Instant of the last change. */
  readonly since: string;
  /** Each state with its instant; of who did it only that it was the team or the asking side. */
  readonly steps: readonly { readonly state: RequestState; readonly at: string }[];
  /** Who took it. */
  readonly acceptedBy?: Party;
  /** Who comes. */
  readonly goes: readonly Discipline[];
  /** Instant or civil day from which the patient can be seen. */
  readonly expectedFrom: string;
  readonly firstContact?: string;
  readonly answer?: Answer;
}

/** The state of a request for who asked. Of a confirmed proposal it is the state of the order, where that is given. */
export function stateForRequester(
  request: ConsultationRequest,
  order?: ConsultationRequest,
): StateForRequester {
  const current = request.state === 'confirmed' && order !== undefined ? order : request;
  const steps = current === request ? request.steps : [...request.steps, ...current.steps];
  const { state, owner, triage, readyForCare, firstContact, answer } = current;
  return {
    state,
    since: steps.at(-1)?.at ?? request.referredAt,
    steps: steps.map((step) => ({ state: step.state, at: step.at })),
    goes: triage?.goes ?? [],
    expectedFrom: readyForCare,
    ...(owner === undefined ? {} : { acceptedBy: owner }),
    ...(firstContact === undefined ? {} : { firstContact }),
    ...(answer === undefined ? {} : { answer }),
  };
}
