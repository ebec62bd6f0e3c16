import { civilDay, dayPlus, type Endpoint, type PageVisit, Problem, startOfDay } from '@caecilia/kernel';
import type { Span } from '../instant.ts';
import type { Member } from '../members.ts';
import { isTeamRole, ON_CALL_ROLES, type TeamRole } from '../roleNames.ts';
import { coverage, type GapReason, gapsIn } from '../rota/coverage.ts';
import { expand, type Turn, type Weekday } from '../rota/pattern.ts';
import type { Publication, Swap } from '../rota/rota.ports.ts';
import { rotaOverRecord } from '../rota/rotaOverRecord.ts';
import type { TeamOverRecord } from '../settings.ts';
import type { DayView, OnCallNow, OnCallView, PatternPreview, RotaView } from './answers.ts';
import {
  fieldsIn,
  instantIn,
  listIn,
  memberIn,
  optionalMember,
  roleIn,
  seenIn,
  spanIn,
  wordsIn,
} from './body.ts';
import { chosenTeam, requiredTeam, teamIn } from './whichTeam.ts';

const MOST_DAYS = 42;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What the app asks of the rota: who is on call, and every change. */
export function rotaEndpoints(house: TeamOverRecord): readonly Endpoint[] {
  const rota = rotaOverRecord(house);
  const change = (
    path: string,
    write: (visit: PageVisit & { readonly body: unknown }) => Promise<object>,
  ): Endpoint => ({ path: `/team/rota/${path}`, write: (_session, post) => write(post) });
  return [
    { path: '/team/rota', read: (_session, visit) => rotaView(house, visit) },
    { path: '/team/on-call', read: (_session, visit) => onCallNow(house, visit) },
    change('publish', async ({ caller, body }) => {
      const fields = fieldsIn(body);
      const team = await teamIn(house, caller, fields.team);
      return await rota.publish(caller, team, publicationIn(fields));
    }),
    change('pattern', async ({ caller, body }) => {
      const fields = fieldsIn(body);
      const { members } = await requiredTeam(house, { caller, query: { team: wordsIn(fields, 'team') } });
      return previewOf(fields, members, house.timeZone);
    }),
    change('hand-over', async ({ caller, body }) => {
      const fields = fieldsIn(body);
      const team = await teamIn(house, caller, fields.team);
      await rota.handOver(caller, team, {
        role: roleIn(fields),
        span: spanIn(fields),
        to: optionalMember(fields, 'to'),
        seen: listIn(fields, 'seen').map(seenIn),
        why: wordsIn(fields, 'why'),
      });
      return { done: true };
    }),
    change('swap', async ({ caller, body }) => {
      const fields = fieldsIn(body);
      const team = await teamIn(house, caller, fields.team);
      const act = wordsIn(fields, 'act');
      const swap = swapIn(fields);
      if (act === 'decide') await rota.swap(caller, team, swap);
      else if (act === 'ask') await rota.askSwap(caller, team, swap);
      else if (act === 'agree' || act === 'decline') await rota.answerSwap(caller, team, swap, act);
      else throw new Problem('value', 'Say what to do with the swap.', { expression: 'act' });
      return { done: true };
    }),
  ];
}

function publicationIn(fields: Readonly<Record<string, unknown>>): Publication {
  return {
    role: roleIn(fields),
    span: spanIn(fields),
    duties: listIn(fields, 'duties').map((duty) => ({ ...spanIn(duty), holder: memberIn(duty, 'holder') })),
    seen: listIn(fields, 'seen').map(seenIn),
    agreed: listIn(fields, 'agreed').map((gap) => ({ ...spanIn(gap), because: reasonIn(gap.because) })),
    why: wordsIn(fields, 'why'),
  };
}

const REASONS: readonly GapReason[] = ['nobody', 'away', 'left', 'contradiction'];

function reasonIn(value: unknown): GapReason {
  const reason = REASONS.find((each) => each === value);
  if (reason === undefined)
    throw new Problem('value', 'Send the gaps as they were shown.', { expression: 'agreed' });
  return reason;
}

function swapIn(fields: Readonly<Record<string, unknown>>): Swap {
  const [one, other] = listIn(fields, 'both').map(seenIn);
  if (one === undefined || other === undefined)
    throw new Problem('value', 'Choose two duties.', { expression: 'both' });
  return { role: roleIn(fields), both: [one, other], why: wordsIn(fields, 'why') };
}

/** Civil days of a view. */
function daysIn(first: string, count: number, timeZone: string): readonly DayView[] {
  return Array.from({ length: count }, (_, index) => dayPlus(first, index)).map((day) => ({
    day,
    from: startOfDay(day, timeZone),
    until: startOfDay(dayPlus(day, 1), timeZone),
  }));
}

async function rotaView(house: TeamOverRecord, visit: PageVisit): Promise<RotaView> {
  const { from = '', days: asked = '7', role } = visit.query;
  const count = Number(asked);
  if (!DAY.test(from) || Number.isNaN(Date.parse(from)))
    throw new Problem('value', 'Say from which day, as 2026-10-19.', { expression: 'from' });
  if (!Number.isInteger(count) || count < 1 || count > MOST_DAYS)
    throw new Problem('value', 'A rota is shown for 1 to 42 days.', { expression: 'days' });
  const { team } = await requiredTeam(house, visit);
  const days = daysIn(from, count, house.timeZone);
  const roles = await rotaOverRecord(house).read(
    visit.caller,
    team.reference,
    { from: days[0]?.from ?? 0, until: days.at(-1)?.until ?? 0 },
    rolesAsked(role),
  );
  return { team, days, roles, now: house.now().getTime() };
}

function rolesAsked(role: string | undefined): readonly TeamRole[] {
  if (role === undefined) return ON_CALL_ROLES;
  if (!isTeamRole(role)) throw new Problem('value', 'There is no such role.', { expression: 'role' });
  return [role];
}

/** Who answers in every role that is called, now: for a board, and beside a patient. */
export async function onCallNow(
  house: TeamOverRecord,
  visit: Pick<PageVisit, 'caller' | 'query'>,
): Promise<OnCallNow> {
  const at = house.now().getTime();
  const { team, members } = await chosenTeam(house, visit);
  const { timeZone } = house;
  if (team === undefined) return { at, timeZone, roles: [] };
  const roles = await rotaOverRecord(house).onCall(visit.caller, team.reference, at);
  return {
    team,
    at,
    timeZone,
    roles: roles.map(
      ({ role, now, member }): OnCallView => ({
        role,
        now,
        ...(member?.name === undefined ? {} : { name: member.name }),
        ...(member?.phone === undefined ? {} : { phone: member.phone }),
        planned: now.kind === 'gap' ? now.planned.map((each) => nameOf(members, each)) : [],
      }),
    ),
  };
}

const nameOf = (members: readonly Member[], reference: string) =>
  members.find((member) => member.reference === reference)?.name ?? reference;

/** What a weekly pattern makes of a span; nothing is written. */
function previewOf(
  fields: Readonly<Record<string, unknown>>,
  members: readonly Member[],
  timeZone: string,
): PatternPreview {
  const span: Span = spanIn(fields);
  const firstMonday = wordsIn(fields, 'firstMonday') || mondayOf(span.from, timeZone);
  const turns = listIn(fields, 'turns').map(turnIn);
  const duties = expand({ firstMonday, turns }, span, timeZone);
  return { duties, gaps: gapsIn(coverage(duties, members, span)) };
}

function mondayOf(at: number, timeZone: string): string {
  const day = civilDay(at, timeZone);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return dayPlus(day, -((weekday + 6) % 7));
}

function turnIn(fields: Readonly<Record<string, unknown>>): Turn {
  return {
    // The pattern says in words what is wrong with another number.
    weekday: instantIn(fields, 'weekday') as Weekday,
    from: wordsIn(fields, 'from'),
    days: instantIn(fields, 'days'),
    until: wordsIn(fields, 'until'),
    holders: listIn(fields, 'holders').map((each) => memberIn(each, 'member')),
  };
}
