import { type Caller, Problem, type RecordReader } from '@caecilia/kernel';
import type { Span } from '../instant.ts';
import type { Member, TeamReference } from '../members.ts';
import { ON_CALL_ROLES, type TeamRole } from '../roles.ts';
import type { TeamOverRecord } from '../settings.ts';
import { areTheSame, coverage, gapsIn, LONGEST_DUTY_MS, onCallAt } from './coverage.ts';
import { type KeptDuty, replaced } from './edit.ts';
import { deedOf, planning, requireInRole, requireSeen, requireThere } from './planning.ts';
import { mayHandOver, mayPlan, requireSight } from './rota.access.ts';
import type { HandOver, OnCall, Publication, Published, RoleRota, TeamRota } from './rota.ports.ts';
import type { Agenda } from './slots.ts';
import { agendasOf, dutiesIn, membersOf, requireReadable, writeEdit } from './stored-rota.ts';
import { swapsOverRecord } from './swapsOverRecord.ts';

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
    ...swapsOverRecord(house),
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

async function publish(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  { role, span, duties, seen, agreed, why }: Publication,
): Promise<Published> {
  if (!mayPlan(caller))
    throw new Problem('forbidden', 'The rota is published by the team lead or the secretary.');
  requireReadable(span);
  return await planning(house, caller, team, async (transaction) => {
    const there = await around(house, transaction, team, span);
    const kept = there.dutiesFor(role);
    requireSeen(kept, seen);
    const edit = replaced(kept, span, duties, deedOf(house, caller, 'published', why));
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
  { role, span, to, seen, why }: HandOver,
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
    const deed = deedOf(house, caller, to === undefined ? 'left-open' : 'handed-over', why);
    await writeEdit(transaction, { ...there, role, team }, replaced(kept, span, duties, deed));
  });
}
