import { Problem } from '@caecilia/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors, type InteractionResults, type Provider } from 'oidc-provider';
import type { StoredClient } from '../clients/clients.ts';
import type { AuthorizationAnswer, Authorizations, LiveSession, PendingAuthorization } from '../contract.ts';
import { scopeList } from '../smart/granted.ts';
import { grant, grantable } from './granting.ts';
import type { IdentityHouse } from './house.ts';
import { textOf } from './parameters.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

const EXPIRED = 'this request has expired or belongs to another window; go back to the app and start again';

const originOf = (address: string | undefined): string | undefined =>
  address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;

/** The authorization server as the sign-in pages see it. */
export class PendingAuthorizations implements Authorizations {
  readonly #house: IdentityHouse;
  readonly #provider: () => Provider;

  constructor(house: IdentityHouse, provider: () => Provider) {
    this.#house = house;
    this.#provider = provider;
  }

  async pending(request: FastifyRequest, reply: FastifyReply): Promise<PendingAuthorization> {
    const interaction = await this.#interaction(request, reply);
    const client = await this.#clientOf(interaction);
    const session = await this.#sessionOf(interaction);
    const account = session === undefined ? undefined : await this.#house.accounts.find(session.accountId);
    const launch = textOf(interaction.params, 'launch');
    const uiLocales = textOf(interaction.params, 'ui_locales');
    return {
      uid: interaction.uid,
      prompt: interaction.prompt.name === 'consent' ? 'consent' : 'login',
      client: {
        id: client.clientId,
        name: client.name,
        ours: client.ours,
        elsewhere: originOf(textOf(interaction.params, 'redirect_uri')) !== originOf(this.#house.origin),
      },
      scopes: grantable(this.#house, {
        client,
        wanted: wantedOf(interaction),
        ...(launch === undefined ? {} : { launch }),
        ...(account === undefined ? {} : { account }),
        ...(session === undefined ? {} : { session }),
      }),
      ...(session === undefined ? {} : { session }),
      ...(uiLocales === undefined ? {} : { uiLocales }),
    };
  }

  async answer(request: FastifyRequest, reply: FastifyReply, answer: AuthorizationAnswer): Promise<void> {
    const interaction = await this.#interaction(request, reply);
    const result = await this.#resultOf(interaction, answer);
    const provider = this.#provider();
    const next = await provider.interactionResult(request.raw, reply.raw, result);
    if (answer.kind === 'signed-in') await this.#dropOther(interaction, answer.session);
    await reply.redirect(next, 303);
  }

  async #resultOf(interaction: Interaction, answer: AuthorizationAnswer): Promise<InteractionResults> {
    switch (answer.kind) {
      case 'declined':
        return { error: 'access_denied', error_description: 'the request was declined' };
      case 'signed-in':
        return signedIn(answer.session);
      case 'agreed':
        return this.#agreed(interaction, answer);
    }
  }

  async #agreed(
    interaction: Interaction,
    answer: AuthorizationAnswer & { readonly kind: 'agreed' },
  ): Promise<InteractionResults> {
    const session = await this.#sessionOf(interaction);
    if (interaction.prompt.name !== 'consent' || session === undefined) {
      throw new Problem('business-rule', 'sign in first; only then can an app be agreed to');
    }
    const client = await this.#clientOf(interaction);
    const account = await this.#house.accounts.find(session.accountId);
    if (account === undefined) throw new Problem('expired', EXPIRED);
    const launch = textOf(interaction.params, 'launch');
    try {
      const { grantId, scopes } = await grant(this.#house, this.#provider(), {
        client,
        account,
        session,
        wanted: wantedOf(interaction),
        agreed: answer,
        ...(launch === undefined ? {} : { launch }),
      });
      // The rest of the flow asks for what was granted, so that it is what the token says.
      interaction.params.scope = scopes.join(' ');
      await interaction.persist();
      return { consent: { grantId } };
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) throw error;
      return { error: error.error, error_description: error.error_description ?? error.error };
    }
  }

  /** Somebody else signed in where another one was: the browser's session is theirs from now on. */
  async #dropOther(interaction: Interaction, session: LiveSession): Promise<void> {
    const before = interaction.session;
    if (before === undefined || before.accountId === session.accountId) return;
    const old = await this.#provider().Session.findByUid(before.uid);
    if (old === undefined) return;
    old.accountId = undefined;
    old.authorizations = undefined;
    await old.persist();
  }

  async #interaction(request: FastifyRequest, reply: FastifyReply): Promise<Interaction> {
    try {
      const interaction = await this.#provider().interactionDetails(request.raw, reply.raw);
      const uid = textOf(isRecord(request.params) ? request.params : undefined, 'uid');
      if (uid === undefined || uid === interaction.uid) return interaction;
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
    }
    throw new Problem('expired', EXPIRED);
  }

  async #clientOf(interaction: Interaction): Promise<StoredClient> {
    const client = await this.#house.clients.find(textOf(interaction.params, 'client_id') ?? '');
    if (client === undefined) throw new Problem('expired', EXPIRED);
    return client;
  }

  /** The sign-in of this browser, as long as it holds; one that a login prompt waits for is not there yet. */
  async #sessionOf(interaction: Interaction): Promise<LiveSession | undefined> {
    const { session } = interaction;
    const signIn = interaction.lastSubmission?.signIn;
    const fresh = isRecord(signIn) ? textOf(signIn, 'sessionId') : undefined;
    if (session === undefined) return undefined;
    const sessionId = fresh ?? (await this.#house.contexts.signInOf(session.uid));
    const live = sessionId === undefined ? undefined : await this.#house.sessions.find(sessionId);
    return live?.accountId === session.accountId ? live : undefined;
  }
}

function signedIn(session: LiveSession): InteractionResults {
  return {
    login: {
      accountId: session.accountId,
      acr: session.acr,
      amr: [...session.amr],
      ts: session.authTime,
      // The browser forgets it when it is closed.
      remember: false,
    },
    signIn: { sessionId: session.sessionId },
  };
}

function wantedOf(interaction: Interaction): readonly string[] {
  return scopeList(textOf(interaction.params, 'scope'));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
