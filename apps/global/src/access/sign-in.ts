import { randomBytes } from 'node:crypto';
import {
  FORM_TOKEN_HEADER,
  OFFICE_ROLES,
  type OfficeCaller,
  type OfficeRole,
  Problem,
} from '@caecilia/kernel';
import type { OpenedRegister } from '@caecilia/register';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OFFICE_API } from '../api/office-api.ts';
import { OfficeCookies } from './cookies.ts';
import { formTokenOf, isFormToken } from './form-token.ts';
import { type Begun, Provider, type ProviderSettings } from './provider.ts';
import { localPath } from './return-path.ts';
import type { AccessTables } from './schema.ts';
import { seal, unseal } from './sealed.ts';
import { callerOf, type Known, type OfficeUser, OfficeUsers } from './users.ts';

/** Addresses of the sign-in. */
export const SIGN_IN = { start: '/sign-in', callback: '/sign-in/done', end: '/sign-out' } as const;

/** What the sign-in is made of. */
export interface SignInOptions {
  readonly register: OpenedRegister;
  readonly provider: ProviderSettings | undefined;
  readonly origin: () => string;
  readonly now: () => Date;
  /** Roles of who comes for the first time. */
  readonly firstRoles: (known: Known) => readonly OfficeRole[];
}

/** Who is signed in in a browser. */
export interface SignedIn {
  readonly user: OfficeUser;
  readonly caller: OfficeCaller;
  readonly formToken: string;
}

/** Sign-in by OpenID Connect, and the sessions of browsers. */
export class SignIn {
  readonly #options: SignInOptions;
  readonly #users: OfficeUsers;
  readonly #cookies: OfficeCookies;
  readonly #provider: Provider | undefined;
  /** A sign-in that was begun before a restart begins again. */
  readonly #beginKey = randomBytes(32);

  constructor(options: SignInOptions, secure: boolean) {
    this.#options = options;
    this.#users = new OfficeUsers(options.register.of<AccessTables>(), options.now);
    this.#cookies = new OfficeCookies(secure);
    this.#provider =
      options.provider && new Provider(options.provider, () => `${options.origin()}${SIGN_IN.callback}`);
  }

  register(app: FastifyInstance): void {
    app.get(SIGN_IN.start, HIDDEN, (request, reply) => this.#start(request, reply));
    app.get(SIGN_IN.callback, HIDDEN, (request, reply) => this.#finish(request, reply));
    app.post(SIGN_IN.end, HIDDEN, (request, reply) => this.#end(request, reply));
    app.get(`${OFFICE_API}/me`, { schema: ME }, (request) => this.#me(request));
  }

  /** Who is signed in; a change also needs the proof that a page of this house sent it. */
  async callerOf(request: FastifyRequest): Promise<OfficeCaller | undefined> {
    const secret = this.#cookies.session(request);
    const user = secret === undefined ? undefined : await this.#users.find(secret);
    if (secret === undefined || user === undefined) return undefined;
    const safe = request.method === 'GET' || request.method === 'HEAD';
    if (!safe && !isFormToken(secret, request.headers[FORM_TOKEN_HEADER]))
      throw new Problem('forbidden', 'this did not come from a page of this house; open the page again');
    return callerOf(user, request.id);
  }

  /** Who is signed in, for a page. */
  async signedIn(request: FastifyRequest): Promise<SignedIn | undefined> {
    const secret = this.#cookies.session(request);
    const user = secret === undefined ? undefined : await this.#users.find(secret);
    if (secret === undefined || user === undefined) return undefined;
    return { user, caller: callerOf(user, request.id), formToken: formTokenOf(secret) };
  }

  async #me(request: FastifyRequest) {
    const signedIn = await this.signedIn(request);
    if (signedIn === undefined) throw new Problem('login', 'sign in first');
    const { id, name, email, roles } = signedIn.user;
    return { id, name, email, roles, formToken: signedIn.formToken };
  }

  async #start(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { to, lang } = request.query as Readonly<Record<string, unknown>>;
    const language = lang === 'nl' || lang === 'en' ? lang : undefined;
    const { begun, address } = await this.#known().begin(localPath(to), language);
    this.#cookies.setBegun(reply, begun.state, seal(this.#beginKey, JSON.stringify(begun)));
    return reply.redirect(address.href, 303);
  }

  async #finish(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const begun = this.#begunBy(request);
    // Another tab, or the way back in the browser: begin again rather than show a dead end.
    if (begun === undefined) return reply.redirect(SIGN_IN.start, 303);
    this.#cookies.clearBegun(reply, begun.state);
    const known = await this.#known().finish(request.url.slice(request.url.indexOf('?')), begun);
    const user = await this.#users.recognise(known, this.#options.firstRoles(known));
    const caller = callerOf(user, request.id);
    if (user.archived_at !== null) {
      await this.#options.register.note({
        kind: 'refused',
        caller,
        why: 'sign-in of somebody who was let in no more',
      });
      throw new Problem('forbidden', 'you are not let in here any more; ask an administrator of the office');
    }
    await this.#options.register.note({ kind: 'sign-in', caller, why: 'signed in' });
    this.#cookies.setSession(reply, await this.#users.begin(user));
    return reply.redirect(begun.to, 303);
  }

  #begunBy(request: FastifyRequest): Begun | undefined {
    const { state } = request.query as Readonly<Record<string, unknown>>;
    const sealed = typeof state === 'string' ? this.#cookies.begun(request, state) : undefined;
    const text = sealed === undefined ? undefined : unseal(this.#beginKey, sealed);
    // Only this process can have sealed it.
    const begun = text === undefined ? undefined : (JSON.parse(text) as Begun);
    return begun?.state === state ? begun : undefined;
  }

  async #end(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const secret = this.#cookies.session(request);
    const user = secret === undefined ? undefined : await this.#users.find(secret);
    this.#cookies.clearSession(reply);
    if (secret !== undefined && user !== undefined) {
      await this.#users.end(secret, user);
      const caller = callerOf(user, request.id);
      await this.#options.register.note({ kind: 'sign-out', caller, why: 'signed out' });
    }
    return reply.redirect('/', 303);
  }

  #known(): Provider {
    if (this.#provider !== undefined) return this.#provider;
    throw new Problem(
      'not-supported',
      'no sign-in is set up for this house; the operator names a provider in CAECILIA_GLOBAL_OIDC_ISSUER',
      { status: 503 },
    );
  }
}

const ME = {
  summary: 'Who is signed in, as what, and the token that every change carries as x-form-token',
  response: {
    200: z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string().nullable(),
      roles: z.array(z.enum(OFFICE_ROLES)),
      formToken: z.string(),
    }),
  },
};

/** No part of the API. */
const HIDDEN = { schema: { hide: true } as object };
