import type { DoneView, ScenarioView } from '@caecilia/scenario/ui';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useScenario } from './words.ts';

interface SaidProps {
  readonly scenario: ScenarioView;
  readonly timeZone: string;
}

/** What a scenario says, with who agreed it. */
export function SaidWords({ scenario, timeZone }: SaidProps): ReactNode {
  const t = useScenario();
  const { signs, steps, family, call, planned, changed, ended } = scenario;
  return (
    <>
      {signs === undefined ? null : (
        <p>
          <b>{t('signs')}:</b> {signs}
        </p>
      )}
      <ol className="scenario-todo" aria-label={t('steps')}>
        {steps.map(({ what, who }, index) => (
          // Two steps can say the same; their place tells them apart, and a card is never edited in place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <b>{t(`actor.${who}`)}</b> <span>{what}</span>
          </li>
        ))}
      </ol>
      {family === undefined ? null : (
        <p className="voice">
          <b>{t('family')}:</b> {family}
        </p>
      )}
      <p className="scenario-call">
        <b>
          {t('call')}: {t(`actor.${call}`)}
        </b>{' '}
        <span className="scenario-note scenario-screen">{t('callNow')}</span>
      </p>
      <p className="scenario-note">
        <DoneWords of="done.planned" done={planned} timeZone={timeZone} />
        {changed === undefined ? null : (
          <>
            {' · '}
            <DoneWords of="done.changed" done={changed} timeZone={timeZone} />
          </>
        )}
        {ended === undefined ? null : (
          <>
            {' · '}
            <DoneWords of="done.ended" done={ended} timeZone={timeZone} />: {ended.because}
          </>
        )}
      </p>
    </>
  );
}

function DoneWords(props: {
  readonly of: 'done.planned' | 'done.changed' | 'done.ended';
  readonly done: DoneView;
  readonly timeZone: string;
}): ReactNode {
  const { of, done, timeZone } = props;
  const t = useScenario();
  const { language } = useSpeaking();
  const when = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(done.at));
  return t(of, { name: done.name ?? t('name.hidden'), when });
}
