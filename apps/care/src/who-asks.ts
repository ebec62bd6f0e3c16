import type { Caller, Principal } from '@caecilia/kernel';
import type { OwnStanding } from '@caecilia/privacy';
import type { FastifyRequest } from 'fastify';
import { bearerOf, type LocalCallers } from './callers.ts';
import { WORK_API } from './desk/endpoints.ts';
import type { HouseIdentity } from './identity/house-identity.ts';
import { pageOwner } from './identity/page-owner.ts';
import type { Visitor } from './pages.ts';
import type { Wall } from './wall/wall.ts';

/** Who asks, at each of the doors of the house. */
export interface WhoAsks {
  /** At `/fhir`: by a token and nothing else. */
  atFhir(request: FastifyRequest): Promise<Caller | undefined>;
  /** At a page: by the session of the browser; local tools by their token. */
  atPage(request: FastifyRequest): Promise<Visitor | undefined>;
}

export function whoAsks(parts: {
  readonly callers: LocalCallers;
  readonly identity: Pick<HouseIdentity, 'provider' | 'web' | 'callerFor'>;
  readonly wall: Wall;
  /** Of patients and carers, what they may at this moment. */
  readonly standing: (caller: Caller) => Promise<OwnStanding | undefined>;
}): WhoAsks {
  const { callers, identity, wall } = parts;
  const local = async (request: FastifyRequest): Promise<Caller | undefined> => {
    const caller = callers.ofHeader(request.headers.authorization);
    if (caller !== undefined) await wall.recognised(request, caller.id);
    return caller && { ...caller, address: request.ip };
  };
  const known = async (request: FastifyRequest, principal: Principal, patient?: string): Promise<Caller> => {
    await wall.recognised(request, principal.accountId);
    return await identity.callerFor(principal, request, patient);
  };
  return {
    async atFhir(request) {
      const token = bearerOf(request.headers.authorization);
      if (token === undefined) return undefined;
      const tool = await local(request);
      if (tool !== undefined) return tool;
      const principal = await identity.provider.verifyAccessToken(token);
      return principal && (await known(request, principal));
    },
    async atPage(request) {
      const tool = await local(request);
      if (tool !== undefined) return { caller: tool, session: tool.id };
      const principal = await identity.web.principalOf(request);
      if (principal === undefined) return undefined;
      const { accountId, sessionId = accountId } = principal;
      const caller = await known(request, principal, patientAsked(request));
      const standing = await parts.standing(caller);
      return {
        caller,
        accountId,
        session: sessionId,
        goesOn: () => identity.web.goesOn(request, principal),
        owner: (paths) => pageOwner(principal, paths, standing),
      };
    },
  };
}

/** Pages and questions of the app about one patient, who is named in the address. */
const ABOUT_ONE = ['/care/patients/:id/', `${WORK_API}/patients/:id/`];

/** The patient whose page is asked for; the only one that an emergency grant is used for. */
function patientAsked({ routeOptions, params }: FastifyRequest): string | undefined {
  const { url = '' } = routeOptions;
  if (!ABOUT_ONE.some((begin) => url.startsWith(begin))) return undefined;
  const { id } = params as { readonly id?: string };
  return id !== undefined && /^[A-Za-z0-9.-]{1,64}$/.test(id) ? id : undefined;
}
