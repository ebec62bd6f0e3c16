import { Problem } from '@caecilia/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthorizationAnswer, Authorizations, PendingAuthorization } from '../contract.ts';

/** Authorization requests in memory, for tests of the pages alone: it sends the browser to `/answered/:uid`. */
export class MemoryAuthorizations implements Authorizations {
  readonly #pending = new Map<string, PendingAuthorization>();
  readonly answers = new Map<string, AuthorizationAnswer>();

  /** An app asks; the browser is to go to the address given back. */
  ask(uid: string, more: Partial<PendingAuthorization> = {}): string {
    this.#pending.set(uid, {
      uid,
      prompt: 'login',
      client: { id: 'own-app', name: 'Caecilia Care', ours: true, elsewhere: false },
      scopes: ['openid', 'fhirUser'],
      ...more,
    });
    return `/sign-in/${uid}`;
  }

  async pending(request: FastifyRequest): Promise<PendingAuthorization> {
    const { uid } = request.params as { uid: string };
    const found = this.#pending.get(uid);
    if (!found) throw new Problem('expired', 'Nothing is pending here.');
    return found;
  }

  async answer(request: FastifyRequest, reply: FastifyReply, answer: AuthorizationAnswer): Promise<void> {
    const { uid } = request.params as { uid: string };
    this.#pending.delete(uid);
    this.answers.set(uid, answer);
    await reply.redirect(`/answered/${uid}`, 303);
  }
}
