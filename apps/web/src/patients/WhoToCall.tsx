import { carePlanWords, type GlanceCall, wordsIn } from '@caecilia/careplan/ui';
import { LineIcon } from '@caecilia/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { Kbd, Popover, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { meQuery } from '../server/queries.ts';
import { useKeys } from '../shell/keys.ts';
import { OnCallRoles } from '../team/OnCall.tsx';
import { onCallQuery } from '../team/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';

/**
 * Whom to call now: at most two numbers of this patient's own people as buttons, and behind one press (B) all of it,
 * with who of the team answers in each role, until when. Two of these are on the page, one for each width.
 */
export function WhoToCall(props: {
  readonly calls: readonly GlanceCall[];
  readonly className: string;
  /** The one that the key opens. */
  readonly opened: boolean;
  open(opened: boolean): void;
}): ReactNode {
  const { t } = useSpeaking();
  const { calls, className, opened, open } = props;
  const { data: me } = useQuery(meQuery);
  const seesTeam = me?.beside.includes('onCall') === true;
  if (calls.length === 0 && !seesTeam) return null;
  return (
    <nav className={className} aria-label={t('patient.calls')}>
      {calls.map((call, index) => (
        <CallButton key={call.dial + (call.name ?? '')} call={call} isMain={index === 0} />
      ))}
      <Popover
        opened={opened}
        onChange={open}
        position="bottom-end"
        width={360}
        trapFocus
        returnFocus
        withinPortal={false}
      >
        <Popover.Target>
          <UnstyledButton className="button who-to-call" onClick={() => open(!opened)}>
            <LineIcon name="people" /> {t(seesTeam ? 'patient.onCall' : 'patient.callAll')}{' '}
            <Kbd aria-hidden>B</Kbd>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>{opened ? <Everybody calls={calls} seesTeam={seesTeam} /> : null}</Popover.Dropdown>
      </Popover>
    </nav>
  );
}

/** Whether everybody to call is shown; B shows it. */
export function useWhoToCall(): readonly [boolean, (opened: boolean) => void] {
  const [opened, open] = useState(false);
  useKeys(useMemo(() => ({ b: () => open(true) }), []));
  return [opened, open];
}

function CallButton({ call, isMain }: { readonly call: GlanceCall; readonly isMain: boolean }): ReactNode {
  const { t, language } = useSpeaking();
  const { name, roles, dial, number } = call;
  const who = name ?? carePlanWords(language)('call.unnamed');
  const [role] = roles;
  return (
    <a
      className={isMain ? 'button button--main' : 'button'}
      href={`tel:${dial}`}
      aria-label={`${t('patient.call', { name: who })}, ${number}`}
      title={role === undefined ? number : `${wordsIn(role, language)}, ${number}`}
    >
      <LineIcon name="phone" /> <span className="who-to-call__name">{who}</span>
    </a>
  );
}

function Everybody({
  calls,
  seesTeam,
}: {
  readonly calls: readonly GlanceCall[];
  readonly seesTeam: boolean;
}): ReactNode {
  const { t, language } = useSpeaking();
  const unnamed = carePlanWords(language)('call.unnamed');
  return (
    <div className="calls">
      {seesTeam ? <TeamNow /> : null}
      <section aria-label={t('patient.calls.own')}>
        <p className="calls__title">{t('patient.calls.own')}</p>
        {calls.length === 0 ? <p>{t('patient.noCalls')}</p> : null}
        <ul>
          {calls.map(({ name, roles, number, dial }) => (
            <li key={dial + (name ?? '')}>
              <span className="calls__of">{roles.map((role) => wordsIn(role, language)).join(', ')}</span>
              <b>{name ?? unnamed}</b>
              <a href={`tel:${dial}`}>{number}</a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Who of the team answers now; a role that nobody answers in is said to be a gap. */
function TeamNow(): ReactNode {
  const { t } = useSpeaking();
  const { data, error, refetch } = useQuery(onCallQuery);
  return (
    <section aria-label={t('patient.onCall')} className="calls__team">
      <p className="calls__title">
        {t('patient.onCall')}
        {data?.team === undefined ? '' : `: ${data.team.name}`}
      </p>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data || error ? null : <Loading lines={3} />}
      {data?.roles.length === 0 ? <p>{t('patient.noTeam')}</p> : null}
      {data ? <OnCallRoles roles={data.roles} of={data} /> : null}
    </section>
  );
}
