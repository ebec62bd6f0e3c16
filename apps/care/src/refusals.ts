import type { AccessLog, Caller, LogEntry, Problem } from '@caecilia/kernel';
import { problemOf } from '@caecilia/rest';
import type { FastifyRequest } from 'fastify';

/** A request outside the FHIR endpoint that was refused. */
export interface Refused {
  readonly request: FastifyRequest;
  /** Who asked; undefined where it was refused before anybody looked, or nobody could be told. */
  readonly caller: Caller | undefined;
  readonly problem: Problem;
}

/** Tells the log, and gives the problem to answer: another one where the log could not be told. */
export type TellRefusal = (refused: Refused) => Promise<Problem>;

/** Statuses of a server that did not take the request up at all: it looked at nothing, and is busy enough. */
const NOT_TAKEN_UP: ReadonlySet<number> = new Set([429, 503]);

/** Refusals of pages and of the routes of commands leave a line, as those of the FHIR endpoint do. */
export function tellRefusals(log: AccessLog): TellRefusal {
  return async (refused) => {
    const { problem } = refused;
    if (NOT_TAKEN_UP.has(problem.status)) return problem;
    try {
      await log.write(lineOf(refused));
      return problem;
    } catch (cause) {
      return problem.status < 500 ? problemOf(cause) : problem;
    }
  };
}

/** The route as it was declared, never the address: that names people. */
function lineOf({ request, caller, problem }: Refused): LogEntry {
  const { method, routeOptions } = request;
  const patient = caller === undefined ? undefined : patientOf(request);
  return {
    event: 'refusal',
    action: 'E',
    outcome: problem.status >= 500 ? 8 : 4,
    caller: { ...(caller ?? anonymous(request)), requestId: request.id },
    // What anybody may claim at the door does not stand in the log of a patient.
    ...(patient === undefined ? {} : { patient, object: { type: 'Patient', id: patient } }),
    detail: `${method} ${routeOptions.url ?? ''} ${problem.status} ${problem.code}`,
  };
}

function patientOf({ routeOptions, params }: FastifyRequest): string | undefined {
  const { id } = params as { readonly id?: string };
  const isOfPatient = /\/(patients|relations)\/:id(\/|$)/.test(routeOptions.url ?? '');
  return isOfPatient && id !== undefined && /^[A-Za-z0-9.-]{1,64}$/.test(id) ? id : undefined;
}

/** Whoever it was saw nothing. */
function anonymous({ ip }: FastifyRequest): Caller {
  return { id: 'anonymous', role: 'none', scope: { kind: 'nothing' }, address: ip };
}
