import { momentWords, type OnCallNow, type OnCallView, teamWords, timeWords } from '@caecilia/team/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { dialled } from './dialled.ts';
import { onCallQuery, teamQuery } from './queries.ts';

/** Who answers now in every role, with the number; a gap says that nobody does, and why. */
export function OnCall(): ReactNode {
  const { language } = useSpeaking();
  const w = teamWords(language);
  const { data: team } = useQuery(teamQuery);
  const { data, error, refetch } = useQuery(onCallQuery);
  const roles = (data?.roles ?? []).filter(
    ({ role, now }) => now.kind === 'member' || team?.members.some(({ roles: own }) => own.includes(role)),
  );
  return (
    <section className="on-call" aria-labelledby="on-call-title">
      <h2 id="on-call-title">
        {w('onCall.title')} {data ? <small>{timeWords(data.at, { language, ...data })}</small> : null}
      </h2>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={2} /> : null}
      {data ? <OnCallRoles roles={roles} of={data} /> : null}
    </section>
  );
}

/** One line for each role: who, the number, until when. */
export function OnCallRoles(props: {
  readonly roles: readonly OnCallView[];
  readonly of: Pick<OnCallNow, 'timeZone'>;
}): ReactNode {
  const { language } = useSpeaking();
  const { roles, of } = props;
  const clock = { language, timeZone: of.timeZone };
  return (
    <ul className="on-call__roles">
      {roles.map((each) => (
        <OneRole key={each.role} of={each} clock={clock} />
      ))}
    </ul>
  );
}

function OneRole({
  of,
  clock,
}: {
  readonly of: OnCallView;
  readonly clock: Parameters<typeof momentWords>[1];
}): ReactNode {
  const w = teamWords(clock.language);
  const { role, now, name, phone, planned } = of;
  const isGap = now.kind === 'gap';
  return (
    <li className={isGap ? 'on-call__role on-call__role--gap' : 'on-call__role'}>
      <span className="on-call__of">{w(`role.${role}`)}</span>
      <b>{isGap ? `! ${w(`gap.${now.because}`, { name: planned.join(', ') })}` : (name ?? now.holder)}</b>
      {phone === undefined || isGap ? null : <a href={dialled(phone)}>{phone}</a>}
      <span className="small">{w('onCall.until', { time: momentWords(now.until, clock) })}</span>
    </li>
  );
}
