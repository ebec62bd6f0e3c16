import {
  type Caller,
  Problem,
  type RecordReader,
  type RecordTransaction,
  resourceOf,
} from '@caecilia/kernel';
import type { Span } from '../instant.ts';
import { isThereDuring, type Member, type MemberReference, type TeamReference } from '../members.ts';
import { ON_CALL_ROLES, type TeamRole } from '../roles.ts';
import type { TeamOverRecord } from '../settings.ts';
import { areTheSame, coverage, type Duty, gapsIn, LONGEST_DUTY_MS, onCallAt } from './coverage.ts';
import { type Deed, type KeptDuty, replaced, swapped } from './edit.ts';
import { mayHandOver, mayPlan, requireSight } from './rota.access.ts';
import type { HandOver, OnCall, Publication, Published, RoleRota, SeenDuty, TeamRota } from './rota.ports.ts';
import { type Agenda, readSlot } from './slots.ts';
import { agendasOf, dutiesIn, membersOf, requireReadable, writeEdit } from './stored-rota.ts';

/**
 * The rota as Schedules and Slots (ADR 0021). One change of a team at a time: each takes the lock of the team first and
 * reads what it changes afterwards, so that it is decided on what is there.
 */
export function rotaOverRecord(house: TeamOverRecord): TeamRota {
  const sight = (caller: Caller) => {
    requireSight(caller);
    return house.session(caller);
  };
  return {
    members: async (caller, team) => await membersOf(house, sight(caller), team),
    read: async (caller, team, span, roles = ON_CALL_ROLES) =>
      await readRota(house, sight(caller), team, span, roles),
    async onCall(caller, team, at, roles = ON_CALL_ROLES) {
      const { members, dutiesFor } = await around(house, sight(caller), team, {
        from: at,
        until: at + LONGEST_DUTY_MS,
      });
      return roles.map((role) => onCallIn(role, onCallAt(dutiesFor(role), members, at), members));
    },
    publish: (caller, team, publication) => publish(house, caller, team, publication),
    handOver: (caller, team, handOver) => handOverTime(house, caller, team, handOver),
    swap: (caller, team, role, both) => swapDuties(house, caller, team, role, both),
  };
}

/** What a team's rota says around a span. */
interface Around {
  readonly members: readonly Member[];
  readonly agendas: readonly Agenda[];
  readonly dutiesFor: (role: TeamRole) => readonly KeptDuty[];
}

async function around(
  house: TeamOverRecord,
  reader: RecordReader,
  team: TeamReference,
  span: Span,
): Promise<Around> {
  const members = await membersOf(house, reader, team);
  const agendas = await agendasOf(house, reader, team);
  const duties = await dutiesIn(house, reader, agendas, span);
  return { members, agendas, dutiesFor: (role) => duties.filter((duty) => duty.role === role) };
}

async function readRota(
  house: TeamOverRecord,
  reader: RecordReader,
  team: TeamReference,
  span: Span,
  roles: readonly TeamRole[],
): Promise<readonly RoleRota[]> {
  requireReadable(span);
  const { members, dutiesFor } = await around(house, reader, team, span);
  return roles.map((role) => {
    const duties = dutiesFor(role);
    return { role, duties, stretches: coverage(duties, members, span) };
  });
}

function onCallIn(role: TeamRole, now: OnCall['now'], members: readonly Member[]): OnCall {
  const member = now.kind === 'gap' ? undefined : members.find(({ reference }) => reference === now.holder);
  return { role, now, ...(member === undefined ? {} : { member }) };
}

/** Runs a change of a team's rota: nobody else changes it until it is done. */
function planning<T>(
  { planning: session }: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  work: (transaction: RecordTransaction) => Promise<T>,
): Promise<T> {
  return session(caller).transaction(async (transaction) => {
    await transaction.lock(`rota ${team}`);
    return await work(transaction);
  });
}

async function publish(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  { role, span, duties, seen, agreed }: Publication,
): Promise<Published> {
  if (!mayPlan(caller))
    throw new Problem('forbidden', 'The rota is published by the team lead or the secretary.');
  requireReadable(span);
  return await planning(house, caller, team, async (transaction) => {
    const there = await around(house, transaction, team, span);
    const kept = there.dutiesFor(role);
    requireSeen(kept, seen);
    const edit = replaced(kept, span, duties, deedOf(house, caller, 'published'));
    for (const { holder } of duties) requireInRole(there.members, holder, role);
    const gaps = gapsIn(coverage(duties, there.members, span));
    if (!areTheSame(gaps, agreed)) return { kind: 'asks', gaps };
    await writeEdit(transaction, { ...there, role, team }, edit);
    return { kind: 'published' };
  });
}

async function handOverTime(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  { role, span, to, seen }: HandOver,
): Promise<void> {
  requireReadable(span);
  await planning(house, caller, team, async (transaction) => {
    const there = await around(house, transaction, team, span);
    const member = there.members.find(({ reference }) => reference === to);
    if (!mayHandOver(caller, member))
      throw new Problem(
        'forbidden',
        'You can take over a duty yourself; the team lead or the secretary gives it to others.',
      );
    const duties = to === undefined ? [] : [{ ...span, holder: to }];
    for (const duty of duties) requireThere(there.members, duty, role);
    const kept = there.dutiesFor(role);
    requireSeen(kept, seen);
    const deed = deedOf(house, caller, to === undefined ? 'left-open' : 'handed-over');
    await writeEdit(transaction, { ...there, role, team }, replaced(kept, span, duties, deed));
  });
}

async function swapDuties(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  role: TeamRole,
  both: readonly [SeenDuty, SeenDuty],
): Promise<void> {
  if (!mayPlan(caller))
    throw new Problem('forbidden', 'Duties of two people are swapped by the team lead or the secretary.');
  await planning(house, caller, team, async (transaction) => {
    const members = await membersOf(house, transaction, team);
    const agendas = await agendasOf(house, transaction, team);
    const [one, other] = await asSeen(transaction, agendas, both);
    if (one.role !== role || other.role !== role) throw stale();
    const edit = swapped(one, other, deedOf(house, caller, 'swapped'));
    for (const duty of edit.update) requireThere(members, duty, role);
    await writeEdit(transaction, { agendas, role, team }, edit);
  });
}

/** Two duties by id. Throws a conflict where one is not in force, or not as it was shown. */
async function asSeen(
  reader: RecordReader,
  agendas: readonly Agenda[],
  both: readonly [SeenDuty, SeenDuty],
): Promise<readonly [KeptDuty, KeptDuty]> {
  const read = async ({ id, versionId }: SeenDuty) => {
    const version = await reader.read('Slot', id);
    if (version === undefined || version.deleted || version.versionId !== versionId) throw stale();
    const resource = resourceOf(version);
    if (resource.status !== 'busy') throw stale();
    return readSlot(resource, versionId, agendas);
  };
  return [await read(both[0]), await read(both[1])];
}

const STALE = 'Somebody changed these duties in the meantime; look at the rota again and repeat the change.';
const stale = () => new Problem('conflict', STALE, { status: 412, expression: 'Slot.meta.versionId' });

/** Throws a conflict unless the duties are those that were shown, no more, no fewer, and none changed since. */
function requireSeen(kept: readonly KeptDuty[], seen: readonly SeenDuty[]): void {
  const key = ({ id, versionId }: SeenDuty) => `${id} ${versionId}`;
  const shown = new Set(seen.map(key));
  if (shown.size !== kept.length || !kept.every((duty) => shown.has(key(duty)))) throw stale();
}

function requireInRole(members: readonly Member[], holder: MemberReference, role: TeamRole): void {
  const member = members.find(({ reference }) => reference === holder);
  if (!member?.roles.includes(role))
    throw new Problem('business-rule', 'Somebody in this rota does not have this role in the team.');
}

/** A duty is never given to somebody on leave. */
function requireThere(members: readonly Member[], duty: Duty, role: TeamRole): void {
  requireInRole(members, duty.holder, role);
  if (
    !isThereDuring(
      members.find(({ reference }) => reference === duty.holder),
      duty,
    )
  )
    throw new Problem('business-rule', 'This colleague is away, or does not work here, during this duty.');
}

const deedOf = ({ now }: TeamOverRecord, { id, name }: Caller, kind: Deed['kind']): Deed => ({
  kind,
  at: now().getTime(),
  by: { ...(/^[A-Z][A-Za-z]+\//.test(id) ? { reference: id } : {}), name: name ?? id },
});
