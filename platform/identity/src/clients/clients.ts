import { randomBytes } from 'node:crypto';
import { type AccessLog, type Caller, Problem, type SqlPort, type SqlRow } from '@caecilia/kernel';
import type { JSONWebKeySet } from 'jose';
import { sha256 } from '../keys/installation-secret.ts';
import { epochSeconds } from '../provider/schema.ts';
import { type Client, type ClientKind, type ClientRegistration, checkRegistration } from './client.ts';

/** A client as it is stored: with the hash of its secret, for the protocol library alone. */
export interface StoredClient extends Client {
  readonly secretHash?: string;
}

/** How long another server's change of a client may go unnoticed. */
const KNOWN_FOR_MS = 5_000;

/** The registered apps. Strangers cannot register one; an administrator does. */
export class Clients {
  readonly #sql: SqlPort;
  readonly #log: AccessLog;
  readonly #now: () => Date;
  #known: { readonly at: number; readonly all: Promise<ReadonlyMap<string, StoredClient>> } | undefined;

  constructor(sql: SqlPort, log: AccessLog, now: () => Date) {
    this.#sql = sql;
    this.#log = log;
    this.#now = now;
  }

  async all(): Promise<readonly Client[]> {
    return [...(await this.#load()).values()].map(withoutSecret);
  }

  /** Undefined for an unknown client and for one that was switched off. */
  async find(clientId: string): Promise<StoredClient | undefined> {
    const client = (await this.#load()).get(clientId);
    return client?.active === true ? client : undefined;
  }

  /** Whether a page of this origin may read our answers: one where a public app is registered. */
  async allowsOrigin(origin: string): Promise<boolean> {
    for (const client of (await this.#load()).values()) {
      if (client.active && client.kind === 'public' && originsOf(client).includes(origin)) return true;
    }
    return false;
  }

  /**
   * Registers an app, or replaces what was said of it. Answers the secret of a `secret` client, once: it is not kept.
   * Throws `Problem('invalid')`; `Problem('conflict')` for the id of an app of our own.
   */
  async register(registration: ClientRegistration, by: Caller): Promise<{ readonly secret?: string }> {
    checkRegistration(registration);
    if ((await this.#load()).get(registration.clientId)?.ours === true) {
      throw new Problem('conflict', 'this client is part of the product and cannot be changed');
    }
    const secret = registration.kind === 'secret' ? randomBytes(32).toString('base64url') : undefined;
    await this.#logChange(registration.clientId, 'U', by);
    await this.#save(
      {
        ...registration,
        redirectUris: registration.redirectUris ?? [],
        postLogoutRedirectUris: registration.postLogoutRedirectUris ?? [],
        ours: false,
        active: true,
      },
      secret === undefined ? undefined : sha256(secret),
    );
    return secret === undefined ? {} : { secret };
  }

  /** Makes or refreshes an app of our own; its secret is derived, so that nothing needs to be kept. */
  async ensureOwn(client: Omit<Client, 'ours' | 'active' | 'kind'>, secret: string): Promise<void> {
    await this.#save({ ...client, kind: 'secret', ours: true, active: true }, sha256(secret));
  }

  /** Switches an app off; its tokens end within seconds. Unknown ids throw `Problem('not-found')`. */
  async switchOff(clientId: string, by: Caller): Promise<void> {
    if (!(await this.#load()).has(clientId))
      throw new Problem('not-found', 'no app is registered by this id');
    await this.#logChange(clientId, 'D', by);
    await this.#sql.query(
      { text: 'update oauth.client set active = false, changed_at = $2 where client_id = $1' },
      [clientId, epochSeconds(this.#now())],
    );
    this.#known = undefined;
  }

  #logChange(clientId: string, action: 'U' | 'D', by: Caller): Promise<void> {
    const detail = `OAuth client ${clientId}`;
    return this.#log.write({ event: 'rights-change', action, outcome: 0, caller: by, detail });
  }

  #load(): Promise<ReadonlyMap<string, StoredClient>> {
    const at = this.#now().getTime();
    if (this.#known !== undefined && at - this.#known.at < KNOWN_FOR_MS) return this.#known.all;
    const all = this.#sql
      .query({ text: 'select * from oauth.client order by client_id' }, [])
      .then((rows) => new Map(rows.map((row) => [String(row.client_id), clientOf(row)])));
    this.#known = { at, all };
    all.catch(() => {
      this.#known = undefined;
    });
    return all;
  }

  async #save(client: Client, secretHash: string | undefined): Promise<void> {
    await this.#sql.query(
      {
        text: `insert into oauth.client (client_id, name, kind, ours, redirect_uris, post_logout_redirect_uris, scopes,
            secret_hash, jwks, jwks_uri, launch_url, role, organization, active, changed_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
          on conflict (client_id) do update set name = excluded.name, kind = excluded.kind, ours = excluded.ours,
            redirect_uris = excluded.redirect_uris, post_logout_redirect_uris = excluded.post_logout_redirect_uris,
            scopes = excluded.scopes, secret_hash = excluded.secret_hash, jwks = excluded.jwks,
            jwks_uri = excluded.jwks_uri, launch_url = excluded.launch_url, role = excluded.role,
            organization = excluded.organization, active = excluded.active, changed_at = excluded.changed_at`,
      },
      [
        client.clientId,
        client.name,
        client.kind,
        client.ours,
        JSON.stringify(client.redirectUris),
        JSON.stringify(client.postLogoutRedirectUris),
        client.scopes.join(' '),
        secretHash ?? null,
        client.jwks === undefined ? null : JSON.stringify(client.jwks),
        client.jwksUri ?? null,
        client.launchUrl ?? null,
        client.role ?? null,
        client.organization ?? null,
        client.active,
        epochSeconds(this.#now()),
      ],
    );
    this.#known = undefined;
  }
}

function originsOf({ redirectUris }: Client): string[] {
  return redirectUris.map((uri) => new URL(uri).origin);
}

function withoutSecret({ secretHash: _, ...client }: StoredClient): Client {
  return client;
}

const KINDS: readonly ClientKind[] = ['public', 'secret', 'key', 'service'];

function clientOf(row: SqlRow): StoredClient {
  const kind = KINDS.find((name) => name === row.kind);
  if (kind === undefined) throw new Error('oauth.client holds an unknown kind');
  const text = (name: string) => (row[name] === null ? undefined : String(row[name]));
  const jwks = text('jwks');
  return {
    clientId: String(row.client_id),
    name: String(row.name),
    kind,
    ours: row.ours === true,
    redirectUris: listIn(row.redirect_uris),
    postLogoutRedirectUris: listIn(row.post_logout_redirect_uris),
    scopes: String(row.scopes)
      .split(' ')
      .filter((scope) => scope !== ''),
    active: row.active === true,
    ...optional({
      secretHash: text('secret_hash'),
      jwks: jwks === undefined ? undefined : (JSON.parse(jwks) as JSONWebKeySet),
      jwksUri: text('jwks_uri'),
      launchUrl: text('launch_url'),
      role: text('role'),
      organization: text('organization'),
    }),
  };
}

function listIn(value: SqlRow[string] | undefined): readonly string[] {
  return JSON.parse(String(value)) as readonly string[];
}

/** Leaves out what is undefined. */
function optional<T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}
