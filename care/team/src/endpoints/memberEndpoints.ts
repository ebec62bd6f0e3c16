import type { Endpoint, PageVisit } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { type Absences, absencesOverRecord } from '../absence.ts';
import type { Span } from '../instant.ts';
import { type Member, unavailableAt } from '../members.ts';
import { isThemself, mayPlan, mayRecordAbsence } from '../rota/rota.access.ts';
import type { TeamOverRecord } from '../settings.ts';
import type { MemberView, OpenSpan, TeamView } from './answers.ts';
import { fieldsIn, memberIn, spanIn } from './body.ts';
import { chosenTeam, requiredTeam } from './whichTeam.ts';

/** What the app asks of the members of the team: who they are, and when they are away. */
export function memberEndpoints(house: TeamOverRecord): readonly Endpoint[] {
  const absences = absencesOverRecord(house);
  return [
    { path: '/team', read: (_session, visit) => teamView(house, visit) },
    {
      path: '/team/absences',
      write: async (_session, post) => ({ gaps: await changed(house, post, absences.record) }),
    },
    {
      path: '/team/absences/take-back',
      write: async (_session, post) => {
        await changed(house, post, absences.takeBack);
        return { done: true };
      },
    },
  ];
}

async function teamView(house: TeamOverRecord, visit: PageVisit): Promise<TeamView> {
  const { caller } = visit;
  const { teams, team, members } = await chosenTeam(house, visit);
  const now = house.now().getTime();
  return {
    teams,
    ...(team === undefined ? {} : { team }),
    members: members.map((member) => ({
      ...memberView(member, now),
      me: isThemself(caller, member),
      mayRecordAbsence: mayRecordAbsence(caller, member),
    })),
    mayPlan: mayPlan(caller),
    timeZone: house.timeZone,
    now,
  };
}

const open = ({ from, until }: Span): OpenSpan => ({
  from: Number.isFinite(from) ? from : null,
  until: Number.isFinite(until) ? until : null,
});

function memberView(member: Member, now: number): Omit<MemberView, 'me' | 'mayRecordAbsence'> {
  const { reference, name, phone, roles, absences } = member;
  return {
    reference,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    roles,
    absences: absences.filter(({ until }) => until > now).map(open),
    now: unavailableAt(member, now) ?? 'there',
  };
}

/** The directory says by their role who it is; all their roles are away together. */
async function changed<T>(
  house: TeamOverRecord,
  { caller, body }: PageVisit & { readonly body: unknown },
  change: (...args: Parameters<Absences['record']>) => Promise<T>,
): Promise<T> {
  const fields = fieldsIn(body);
  const reference = memberIn(fields, 'member');
  const query = { team: String(fields.team ?? '') };
  const { team, members } = await requiredTeam(house, { caller, query });
  const member = members.find((each) => each.reference === reference);
  if (member?.practitioner === undefined)
    throw new Problem('value', 'Choose a colleague of the team.', { expression: 'member' });
  return await change(caller, team.reference, member.practitioner, spanIn(fields));
}
