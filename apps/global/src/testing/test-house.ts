import { FORM_TOKEN_HEADER, type OfficeRole } from '@caecilia/kernel';
import { testRegister } from '@caecilia/register/testing';
import { formTokenOf } from '../access/form-token.ts';
import type { AccessTables } from '../access/schema.ts';
import { OfficeUsers } from '../access/users.ts';
import { readSettings } from '../configuration.ts';
import { type GlobalHouse, startGlobal } from '../house.ts';
import { MODULES } from '../modules.ts';

/** A request of somebody who is signed in. */
export type Ask = (
  path: string,
  init?: { readonly method?: string; readonly body?: unknown; readonly headers?: Record<string, string> },
) => Promise<Response>;

/** The house with every module on a register of its own, and people of each role. */
export interface TestHouse extends GlobalHouse {
  /** Nobody. */
  readonly ask: Ask;
  /** Somebody with these roles, signed in. */
  signedIn(...roles: readonly OfficeRole[]): Promise<{ readonly id: string; readonly ask: Ask }>;
}

/** Starts it on a free port. */
export async function startTestHouse(): Promise<TestHouse> {
  const register = await testRegister(MODULES);
  const settings = readSettings({ CAECILIA_GLOBAL_PORT: '0', CAECILIA_LOG_LEVEL: 'silent' }, '/');
  const house = await startGlobal(settings, { register });
  const users = new OfficeUsers(register.of<AccessTables>(), () => new Date());
  let people = 0;
  return {
    ...house,
    ask: askAt(house.url, {}),
    async signedIn(...roles) {
      people += 1;
      const known = {
        issuer: 'https://invented.example',
        subject: `${people}`,
        name: `Invented ${people}`,
        email: null,
      };
      const user = await users.recognise(known, roles);
      const secret = await users.begin(user);
      const headers = { cookie: `caecilia_office=${secret}`, [FORM_TOKEN_HEADER]: formTokenOf(secret) };
      return { id: user.id, ask: askAt(house.url, headers) };
    },
  };
}

function askAt(url: string, own: Readonly<Record<string, string>>): Ask {
  return (path, { method = 'GET', body, headers = {} } = {}) =>
    fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...own,
        ...(method === 'GET' ? {} : { origin: url }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
}
