import { hash } from 'node:crypto';
import { bytesOf, type Param, readAgainWhenCut, type Sql, type Statement } from '@caecilia/engine';
import type { Caller } from '@caecilia/kernel';
import { BoundedCache } from '../search/bounded-cache.ts';

/** What of a caller stands in the log, by column of `audit_who`. */
export const WHO_COLUMNS = [
  'user_id',
  'user_name',
  'role',
  'responsible',
  'organization',
  'client',
  'address',
  'ground',
  'policy_version',
  'emergency_patient',
  'emergency_reason',
  'system',
] as const;

/** One row of `audit_who`: content-addressed, so that it is written once and cannot be changed unnoticed. */
export interface Who {
  /** The first eight bytes of the digest as a signed number, which is what a line holds. */
  readonly key: string;
  /** sha-256 in hex over the values. */
  readonly digest: string;
  readonly values: readonly (string | null)[];
}

/** Where the caller does not say which system writes. */
const THIS_SYSTEM = 'caecilia:care';

/** Everything about a caller but the scope and the request: what a row of `audit_who` may be made of. */
type Told = Exclude<keyof Caller, 'scope' | 'requestId'>;
const TOLD = Object.keys({
  id: true,
  name: true,
  role: true,
  responsible: true,
  organization: true,
  client: true,
  address: true,
  ground: true,
  policyVersion: true,
  emergency: true,
  system: true,
} satisfies Record<Told, true>) as Told[];

/** The same person comes with every request as a new object, but with the same scope and mostly from the same place. */
const lastOfScope = new WeakMap<Caller['scope'], { readonly caller: Caller; readonly who: Who }>();
const returning = new BoundedCache<Who>(5_000);

/** What the log says of a caller. Technical callers (`system:…`) answer for themselves where nothing else is said. */
export function whoOf(caller: Caller): Who {
  const last = lastOfScope.get(caller.scope);
  if (last !== undefined && isSame(last.caller, caller)) return last.who;
  const values = valuesOf(caller);
  const who = returning.get(joinedFields(values), () => whoWith(values));
  lastOfScope.set(caller.scope, { caller, who });
  return who;
}

function isSame(one: Caller, other: Caller): boolean {
  if (one === other) return true;
  for (const field of TOLD) if (one[field] !== other[field]) return false;
  return true;
}

function whoWith(values: readonly (string | null)[]): Who {
  const digest = digestOfWho(values);
  return { key: Buffer.from(digest.slice(0, 16), 'hex').readBigInt64BE().toString(), digest, values };
}

/** The digest of a row, for who writes it and who proves it: the values in the order of `WHO_COLUMNS`. */
export function digestOfWho(values: readonly (string | null)[]): string {
  return hash('sha256', joinedFields(values), 'hex');
}

/** Fields in a row, none of which holds a control character: nothing can be moved from one to the next. */
export function joinedFields(fields: readonly (string | number | null)[]): string {
  return fields.map((field) => field ?? '\x02').join('\x01');
}

/** Text without control characters, as the log keeps it. */
export function clean(text: string, longest = 1_000): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.slice(0, longest).replace(/[\x00-\x1f]/g, ' ');
}

function valuesOf(caller: Caller): (string | null)[] {
  const technical = caller.id.startsWith('system:') ? caller.id : undefined;
  return [
    caller.id,
    caller.name ?? technical,
    caller.role,
    caller.responsible ?? technical,
    caller.organization ?? (technical && THIS_SYSTEM),
    caller.client ?? technical,
    caller.address ?? (technical && 'local'),
    caller.ground ?? (technical && 'technical'),
    caller.policyVersion ?? (technical && 'none'),
    caller.emergency?.patient,
    caller.emergency?.reason,
    caller.system ?? THIS_SYSTEM,
  ].map((value) => (value === undefined ? null : clean(value)));
}

const ADD: Statement = {
  name: 'add_who',
  text: `insert into audit_who (key, digest, ${WHO_COLUMNS.join(', ')})
    values ($1::bigint, decode($2, 'hex'), ${WHO_COLUMNS.map((_column, index) => `$${index + 3}`).join(', ')})
    on conflict (key) do nothing`,
};
const DIGEST: Statement = {
  name: 'digest_of_who',
  text: 'select digest from audit_who where key = $1::bigint',
};

/** How many are remembered as written; far more than work in one house at a time. */
const REMEMBERED = 100_000;

/** Who stands in `audit_who` already, as far as this process knows. */
export class Whos {
  readonly #sql: Sql;
  readonly #written = new Map<string, string>();

  /** `sql` commits each statement by itself: a row must be there before the first line that needs it. */
  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Undefined where nothing has to be done; else a promise of the row. */
  ensure(caller: Caller): Promise<void> | undefined {
    const who = whoOf(caller);
    return this.#written.get(who.key) === who.digest ? undefined : this.#write(who);
  }

  /** The same inside a transaction of somebody else. Its row is not remembered: it may yet be rolled back. */
  ensureWithin(sql: Sql, caller: Caller): Promise<void> | undefined {
    const who = whoOf(caller);
    return this.#written.get(who.key) === who.digest ? undefined : add(sql, who);
  }

  async #write(who: Who): Promise<void> {
    const { key, digest } = who;
    await readAgainWhenCut(() => add(this.#sql, who));
    if (this.#written.size >= REMEMBERED) this.#written.clear();
    this.#written.set(key, digest);
  }
}

async function add(sql: Sql, { key, digest, values }: Who): Promise<void> {
  const params: Param[] = [key, digest, ...values];
  await sql.query(ADD, params);
  const [row] = await sql.query(DIGEST, [key]);
  // Two contents with the same start of a sha-256 do not happen by chance; whoever made them is refused.
  if (Buffer.from(bytesOf(row?.digest)).toString('hex') !== digest)
    throw new Error('the log cannot tell this caller from another one');
}
