import type { SignIn } from '@caecilia/identity';
import { type Caller, type LogEntry, type LogLine, type LogQuery, Problem } from '@caecilia/kernel';
import type { CareRelations } from '@caecilia/network';
import {
  type AccessTrail,
  isPrivacyOfficer,
  type Period,
  type Trail,
  type TrailLine,
} from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { staffFound } from '../identity/staff-found.ts';
import { instantsOf } from './civil-day.ts';
import { reasonInWords } from './emergency-reason.ts';
import type { Names } from './names.ts';
import { requireOfficer } from './require-officer.ts';

/** What reading the log stands on. */
export interface TrailParts {
  readonly log: Store['log'];
  readonly accounts: SignIn['accounts'];
  readonly names: Names;
  readonly timeZone: string;
  readonly patientOf: (caller: Caller) => Promise<string | undefined>;
  readonly findPatient: CareRelations['findPatient'];
}

type LineQuery = Pick<LogQuery, 'patient' | 'user' | 'from' | 'until'>;

const MOST_ACTORS = 20;
const RECORD_EVENTS = new Set<LogLine['event']>([
  'read',
  'vread',
  'history',
  'search',
  'count',
  'create',
  'update',
  'delete',
  'transaction',
]);

/** The log of the store, for people. Each look is itself a line, written before anything is shown. */
export class LogTrail implements AccessTrail {
  readonly #parts: TrailParts;

  constructor(parts: TrailParts) {
    this.#parts = parts;
  }

  async ofPatient(caller: Caller, patientId: string, period: Period, limit: number): Promise<Trail> {
    const own = isPrivacyOfficer(caller) ? patientId : await this.#parts.patientOf(caller);
    if (own !== patientId) throw new Problem('forbidden', 'This log is of somebody else.');
    await this.#look(caller, { patient: patientId, detail: 'accesses of a patient' });
    return await this.#lines({ patient: patientId }, period, limit);
  }

  async ofActor(caller: Caller, actorId: string, period: Period, limit: number): Promise<Trail> {
    requireOfficer(caller);
    await this.#look(caller, { detail: `lines of ${actorId}` });
    return await this.#lines({ user: actorId }, period, limit);
  }

  async findActors(caller: Caller, words: string) {
    requireOfficer(caller);
    return staffFound(await this.#parts.accounts.list(), words, ({ name }) => name)
      .slice(0, MOST_ACTORS)
      .map(({ accountId, fhirUser = accountId, name, roles }) => ({
        id: fhirUser,
        name,
        role: roles[0]?.role ?? '',
      }));
  }

  async findPatient(caller: Caller, question: { readonly familyName: string; readonly birthDate: string }) {
    requireOfficer(caller);
    const found = await this.#parts.findPatient(caller, question);
    return found && { id: found.id, name: found.name };
  }

  /** Lines by number, of one person or one patient in a period; for an item of the review. */
  async linesByNumber(
    caller: Caller,
    query: LineQuery,
    numbers: ReadonlySet<string>,
  ): Promise<readonly TrailLine[]> {
    requireOfficer(caller);
    await this.#look(caller, { ...pick(query.patient), detail: 'lines of a review' });
    const lines: LogLine[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#parts.log.lines({ ...query, count: 2000, ...(cursor ? { cursor } : {}) });
      lines.push(...page.lines.filter(({ id }) => numbers.has(id)));
      cursor = page.next;
    } while (cursor !== undefined && lines.length < numbers.size);
    return await this.#inWords(lines);
  }

  /** All lines of a query, at most a page; for an emergency of a review. */
  async linesBetween(caller: Caller, query: LineQuery): Promise<readonly TrailLine[]> {
    requireOfficer(caller);
    await this.#look(caller, { ...pick(query.patient), detail: 'lines of a review' });
    const { lines } = await this.#parts.log.lines({ ...query, newestFirst: true, count: 2000 });
    return await this.#inWords(lines);
  }

  async #look(caller: Caller, about: Pick<LogEntry, 'patient' | 'detail'>): Promise<void> {
    await this.#parts.log.write({
      ...about,
      event: 'log-view',
      action: 'R',
      outcome: 0,
      caller: isPrivacyOfficer(caller) ? reviewing(caller) : { ...caller, ground: 'self' },
    });
  }

  async #lines(whose: Pick<LogQuery, 'patient' | 'user'>, period: Period, limit: number): Promise<Trail> {
    const instants = instantsOf(period, this.#parts.timeZone);
    const { lines } = await this.#parts.log.lines({
      ...whose,
      ...instants,
      newestFirst: true,
      count: limit + 1,
    });
    return { lines: await this.#inWords(lines.slice(0, limit)), more: lines.length > limit };
  }

  async #inWords(lines: readonly LogLine[]): Promise<readonly TrailLine[]> {
    const organizations = await this.#parts.names.organizations(
      lines.flatMap(({ who }) => [who.organization, who.responsible]),
    );
    return lines.map((line) => trailLine(line, organizations));
  }
}

/** For the log: what a privacy officer sees of the log they see for the review. */
export function reviewing(caller: Caller): Caller {
  return { ...caller, ground: 'privacyReview' };
}

function trailLine(line: LogLine, organizations: ReadonlyMap<string, string>): TrailLine {
  const { id, at, event, action, outcome, who, types, patient } = line;
  const organization = who.organization && (organizations.get(who.organization) ?? who.organization);
  return {
    id,
    at,
    action,
    outcome,
    event: eventOf(event),
    actor: {
      id: who.id,
      name: who.name ?? who.id,
      role: who.role,
      ...(organization === undefined ? {} : { organization }),
      // Everybody looks on the responsibility of their organisation, which stands there already.
      ...(who.responsible === undefined || who.responsible === who.organization
        ? {}
        : { responsible: organizations.get(who.responsible) ?? who.responsible }),
    },
    types,
    ...(who.ground === undefined ? {} : { ground: who.ground }),
    ...(who.emergency === undefined ? {} : { emergency: { reason: reasonInWords(who.emergency.reason) } }),
    ...(patient === undefined ? {} : { patient: { id: patient } }),
  };
}

function eventOf(event: LogLine['event']): TrailLine['event'] {
  return RECORD_EVENTS.has(event) ? 'access' : (event as Exclude<TrailLine['event'], 'access'>);
}

function pick(patient: string | undefined): { readonly patient?: string } {
  return patient === undefined ? {} : { patient };
}
