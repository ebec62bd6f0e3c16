import { civilMinute, dayPlus, dayWords, ON_CALL_ROLES, type RotaView, teamWords } from '@caecilia/team/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { Absences } from './Absences.tsx';
import { Gaps } from './Gaps.tsx';
import { OnCall } from './OnCall.tsx';
import { rotaQuery } from './queries.ts';
import { RotaPicture } from './RotaPicture.tsx';
import { RotaTable } from './RotaTable.tsx';
import type { RotaSearch } from './routes.tsx';
import { SwapAsks } from './SwapAsks.tsx';
import { type Team, TeamFrame, useTeamSpeaking } from './TeamFrame.tsx';

const WEEK = 7;
const MONTH = 35;

/** Who is on call, minute by minute, with every gap; and the changes that are for whoever looks at it. */
export function RotaPage(): ReactNode {
  const { language } = useSpeaking();
  return (
    <TeamFrame title={teamWords(language)('rota.title')} className="rota">
      {(team) => <Rota team={team} />}
    </TeamFrame>
  );
}

/** The Monday of the week of an instant, by the clock of the team. */
export function mondayOf(at: number, timeZone: string): string {
  const day = civilMinute(at, timeZone).slice(0, 10);
  return dayPlus(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

function Rota({ team }: { readonly team: Team }): ReactNode {
  const search = useSearch({ from: '/rota' });
  const thisWeek = mondayOf(team.now, team.timeZone);
  const from = search.from ?? thisWeek;
  const days = search.view === 'month' ? MONTH : WEEK;
  const rota = useQuery({ ...rotaQuery(from, days), placeholderData: keepPreviousData });
  return (
    <>
      <Period from={from} days={days} thisWeek={thisWeek} view={search.view} mayPlan={team.mayPlan} />
      <OnCall />
      {rota.error ? <Failure error={rota.error} again={() => void rota.refetch()} /> : null}
      {rota.data ? <RotaOf rota={inUse(rota.data, team)} team={team} /> : <Loading lines={10} />}
      <Absences team={team} />
    </>
  );
}

/** Roles that the team has, or that somebody was planned in: a role that nobody has is not a gap of this team. */
function inUse(rota: RotaView, { members }: Team): RotaView {
  return {
    ...rota,
    roles: rota.roles.filter(
      ({ role, duties }) =>
        duties.length > 0 || members.some(({ roles, now }) => now !== 'left' && roles.includes(role)),
    ),
  };
}

function RotaOf({ rota, team }: { readonly rota: RotaView; readonly team: Team }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const missing = ON_CALL_ROLES.filter((role) => !rota.roles.some((each) => each.role === role));
  const weeks = Array.from({ length: rota.days.length / WEEK }, (_, index) =>
    rota.days.slice(index * WEEK, (index + 1) * WEEK),
  );
  return (
    <>
      <SwapAsks rota={rota} team={team} />
      <Gaps rota={rota} team={team} />
      <ClockChange rota={rota} team={team} />
      <section className="rota-pictures" aria-label={w('rota.picture')}>
        {weeks.map((days) => (
          <RotaPicture key={days[0]?.day} days={days} rota={rota} team={team} />
        ))}
        <p className="rota-key small">
          <span className="rota-key__gap" aria-hidden /> {w('rota.key.gap')}
        </p>
      </section>
      {rota.roles.map((role) => (
        <RotaTable key={role.role} rota={rota} of={role} team={team} />
      ))}
      {missing.length === 0 ? null : (
        <p className="work__intro">
          {w('rota.without', { roles: missing.map((role) => w(`role.${role}`)).join(', ') })}
        </p>
      )}
    </>
  );
}

/** A day that is not 24 hours long is said to be so, in words. */
function ClockChange({ rota, team }: { readonly rota: RotaView; readonly team: Team }): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const changed = rota.days.filter(({ from, until }) => until - from !== 86_400_000);
  if (changed.length === 0) return null;
  return (
    <ul className="rota-clock">
      {changed.map(({ day, from, until }) => (
        <li key={day}>
          {w(until - from > 86_400_000 ? 'rota.clock.back' : 'rota.clock.forward', {
            day: dayWords(day, clock.language),
            hours: (until - from) / 3_600_000,
          })}
        </li>
      ))}
    </ul>
  );
}

interface PeriodProps {
  readonly from: string;
  readonly days: number;
  readonly thisWeek: string;
  readonly view: RotaSearch['view'];
  readonly mayPlan: boolean;
}

function Period({ from, days, thisWeek, view, mayPlan }: PeriodProps): ReactNode {
  const { language } = useSpeaking();
  const w = teamWords(language);
  const to = (monday: string, wanted: RotaSearch['view'] = view): RotaSearch => ({
    from: monday,
    ...(wanted === undefined ? {} : { view: wanted }),
  });
  return (
    <div className="rota-period">
      <h2 className="rota-period__title">
        {dayWords(from, language)} – {dayWords(dayPlus(from, days - 1), language)} {from.slice(0, 4)}
      </h2>
      <nav className="rota-period__nav no-print" aria-label={w('rota.period')}>
        <Link className="button" to="/rota" search={to(dayPlus(from, -days))}>
          <span aria-hidden>←</span> {w('rota.earlier')}
        </Link>
        <Link className="button" to="/rota" search={to(thisWeek)}>
          {w('rota.thisWeek')}
        </Link>
        <Link className="button" to="/rota" search={to(dayPlus(from, days))}>
          {w('rota.later')} <span aria-hidden>→</span>
        </Link>
        <Link className="button" to="/rota" search={view === 'month' ? { from } : to(from, 'month')}>
          {w(view === 'month' ? 'rota.week' : 'rota.month')}
        </Link>
        <Button variant="default" size="md" onClick={() => window.print()}>
          {w('rota.print')}
        </Button>
        {mayPlan ? (
          <Link className="button button--main" to="/rota/plan">
            {w('rota.plan')}
          </Link>
        ) : null}
      </nav>
    </div>
  );
}
