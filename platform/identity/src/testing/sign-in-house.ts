import { rmSync } from 'node:fs';
import type { AccessLog, Caller, LogEntry } from '@caecilia/kernel';
import { openStore, type Store } from '@caecilia/store';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import Fastify, { type FastifyInstance } from 'fastify';
import { TOTP } from 'otpauth';
import type { NewAccount } from '../accounts/account-store.ts';
import { createSignIn, type SignIn, type SignInOptions } from '../sign-in/create-sign-in.ts';
import { MemoryAuthorizations } from './memory-authorizations.ts';
import { TestBrowser } from './test-browser.ts';

export const ORIGIN = 'http://localhost:8080';
export const SECRET = 'Zq7vT0pXh3nLw9KcYb5eRm2JdUf8GaSi';
/** An administrator; all people in tests are invented. */
export const ADMINISTRATOR: Caller = {
  id: 'Account/beheerder',
  role: 'administrator',
  scope: { kind: 'nothing' },
};
export const PASSWORD = 'zeven gele olifanten zingen';

/** The code that an app with this secret shows at a moment (ms since 1970). */
export function codeAt(secret: string, timestamp: number): string {
  return new TOTP({ secret }).generate({ timestamp });
}

/** The sign-in on a database of its own, with a clock that stands still until it is moved. */
export class SignInHouse {
  readonly lines: LogEntry[] = [];
  readonly authorizations = new MemoryAuthorizations();
  clock = Date.parse('2026-11-21T12:00:00Z');
  /** Makes the log fail, as a full disk would. */
  logFails = false;
  #folder = '';
  #store: Store | undefined;
  #app: FastifyInstance | undefined;
  #signIn: SignIn | undefined;
  #origin = () => ORIGIN;

  async open(more: Partial<SignInOptions> = {}): Promise<this> {
    if (this.#store === undefined) this.#folder = await emptyRecord('caecilia-identity-');
    this.#store ??= await openStore({
      dataDir: this.#folder,
      mode: 'development',
      extractor: () => {
        throw new Error('nothing is recorded here');
      },
      searcher: () => Promise.reject(new Error('nothing is searched here')),
    });
    await this.#app?.close();
    const signIn = createSignIn({ ...this.options(), ...more });
    await signIn.prepare();
    const app = Fastify();
    signIn.register(app, this.authorizations);
    app.get('/answered/:uid', (_request, reply) => reply.send('answered'));
    this.#signIn = signIn;
    this.#origin = more.origin ?? (() => ORIGIN);
    this.#app = app;
    return this;
  }

  options(): SignInOptions {
    const log: AccessLog = {
      write: async (entry) => {
        if (this.logFails) throw new Error('the log cannot be written');
        this.lines.push(entry);
      },
    };
    return {
      sql: this.store.sql,
      log,
      now: () => new Date(this.clock),
      mode: 'development',
      demo: false,
      origin: () => ORIGIN,
      dataDir: this.#folder,
      secret: SECRET,
      words: { role: (code) => `rol ${code}`, organization: (name) => Promise.resolve(`huis ${name}`) },
    };
  }

  get store(): Store {
    if (!this.#store) throw new Error('open the house first');
    return this.#store;
  }

  get signIn(): SignIn {
    if (!this.#signIn) throw new Error('open the house first');
    return this.#signIn;
  }

  get app(): FastifyInstance {
    if (!this.#app) throw new Error('open the house first');
    return this.#app;
  }

  /** A browser without any history; each its own address, so that tests do not slow each other down. */
  browser(address = `10.0.0.${String(Math.floor(Math.random() * 250))}`): TestBrowser {
    return new TestBrowser(this.app, this.#origin(), address);
  }

  /** An account that was taken into use with password and app, and the secret in the app. */
  async enrolled(
    login: string,
    more: Partial<NewAccount> = {},
  ): Promise<{ accountId: string; secret: string }> {
    const { account, invitation } = await this.signIn.administration.create(
      ADMINISTRATOR,
      {
        kind: 'staff',
        name: 'Vera Verzonnen',
        login,
        fhirUser: `Practitioner/${login}`,
        roles: [{ role: 'nurse', organization: 'Organization/demo-hospital' }],
        ...more,
      },
      more.kind === undefined || more.kind === 'staff' ? undefined : '1948-02-14',
    );
    const browser = this.browser();
    const as = account.kind === 'staff' ? 'staff' : 'patient';
    const address = this.authorizations.ask(`enrol-${account.accountId}`);
    await browser.get(`${address}/invitation?as=${as}`);
    await browser.post(`${address}/invitation?as=${as}`, { code: invitation.code, birthDate: '14-02-1948' });
    const enrol = await browser.post(`${address}/new-password`, {
      login,
      password: PASSWORD,
      again: PASSWORD,
    });
    const secret = /class="key">([A-Z2-7 ]+)</.exec(enrol.body)?.[1]?.replaceAll(' ', '') ?? '';
    await browser.post(`${address}/enrol-totp`, { code: this.code(secret) });
    await browser.post(`${address}/kept`, {});
    this.clock += 60_000;
    return { accountId: account.accountId, secret };
  }

  /** The code that an app shows now, or so many steps of 30 seconds from now. */
  code(secret: string, steps = 0): string {
    return codeAt(secret, this.clock + steps * 30_000);
  }

  async close(): Promise<void> {
    await this.#app?.close();
    await this.#store?.close();
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
  }
}
