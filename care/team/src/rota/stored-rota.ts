import type { FhirResource } from '@caecilia/fhir';
import {
  type Change,
  Problem,
  type RecordReader,
  type RecordTransaction,
  resourceOf,
} from '@caecilia/kernel';
import { fhirInstant, LONGEST_SPAN_MS, meets, requireSpan, type Span } from '../instant.ts';
import { type Member, type MemberReference, readMember, type TeamReference } from '../members.ts';
import type { TeamRole } from '../roles.ts';
import { type SearchPair, searchAll, type TeamOverRecord } from '../settings.ts';
import { LONGEST_DUTY_MS } from './coverage.ts';
import type { KeptDuty, RotaEdit } from './edit.ts';
import { type Agenda, readSchedule, readSlot, toSchedule, toSlot } from './slots.ts';

type Reading = Pick<TeamOverRecord, 'readSearch' | 'timeZone'>;

/** Schedules in one search: an address of reasonable length. */
const AGENDAS_AT_ONCE = 50;

/** Everybody with a role in the team, also who is away, and whose work here ended: duties may still name them. */
export async function membersOf(
  { readSearch, timeZone }: Reading,
  reader: RecordReader,
  team: TeamReference,
): Promise<readonly Member[]> {
  const versions = await searchAll(reader, readSearch, 'PractitionerRole', [['service', team]]);
  return versions.flatMap((version) => readMember(resourceOf(version), version.versionId, timeZone) ?? []);
}

/** The agendas of a team. */
export async function agendasOf(
  { readSearch }: Reading,
  reader: RecordReader,
  team: TeamReference,
): Promise<readonly Agenda[]> {
  const versions = await searchAll(reader, readSearch, 'Schedule', [['actor', team]]);
  return versions.flatMap((version) => readSchedule(resourceOf(version), team) ?? []);
}

/** The duties in force of these agendas that reach into a span, in order. */
export async function dutiesIn(
  { readSearch }: Reading,
  reader: RecordReader,
  agendas: readonly Agenda[],
  span: Span,
): Promise<readonly KeptDuty[]> {
  const time: readonly SearchPair[] = [
    ['start', `gt${fhirInstant(span.from - LONGEST_DUTY_MS - 1000)}`],
    ['start', `lt${fhirInstant(span.until)}`],
    ['status', 'busy'],
  ];
  const duties: KeptDuty[] = [];
  for (let first = 0; first < agendas.length; first += AGENDAS_AT_ONCE) {
    const some = agendas.slice(first, first + AGENDAS_AT_ONCE);
    const schedules = some.map(({ id }) => `Schedule/${id}`).join(',');
    const versions = await searchAll(reader, readSearch, 'Slot', [['schedule', schedules], ...time]);
    duties.push(...versions.map((version) => readSlot(resourceOf(version), version.versionId, some)));
  }
  return duties.filter((duty) => meets(duty, span)).toSorted((one, other) => one.from - other.from);
}

/** Throws `Problem('invalid')` for a span that nobody would read or plan at once. */
export function requireReadable(span: Span): void {
  requireSpan(span);
  if (span.until - span.from > LONGEST_SPAN_MS)
    throw new Problem('invalid', 'A rota is read and planned for at most 400 days at a time.');
}

/**
 * Writes an edit of one role's rota. Each Slot that is changed must be at the version that was read: what writes past
 * this module is noticed too.
 */
export async function writeEdit(
  transaction: RecordTransaction,
  { agendas, role, team }: { agendas: readonly Agenda[]; role: TeamRole; team: TeamReference },
  { create, update, withdraw }: RotaEdit,
): Promise<void> {
  const own = agendas.filter((agenda) => agenda.role === role);
  const known = new Map(own.map((agenda) => [agenda.holder, agenda]));
  const changes: Change[] = [];
  const agendaOf = (holder: MemberReference): Agenda => {
    const agenda = known.get(holder) ?? { id: transaction.newId('Schedule'), holder, role };
    if (!known.has(holder))
      changes.push({ kind: 'create', id: agenda.id, resource: toSchedule(holder, role, team) });
    known.set(holder, agenda);
    return agenda;
  };
  for (const duty of create) changes.push({ kind: 'create', resource: toSlot(duty, agendaOf(duty.holder)) });
  for (const duty of update) changes.push(changeOf(duty, toSlot(duty, agendaOf(duty.holder))));
  for (const duty of withdraw)
    changes.push(changeOf(duty, toSlot(duty, agendaOf(duty.holder), 'entered-in-error')));
  if (changes.length > 0) await transaction.write(changes);
}

const changeOf = ({ id, versionId }: KeptDuty, resource: FhirResource): Change => ({
  kind: 'update',
  id,
  ifMatch: versionId,
  resource,
});
