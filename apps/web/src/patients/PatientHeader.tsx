import { carePlanWords, type Glance, LimitStrip, LimitsInFull } from '@caecilia/careplan/ui';
import { birthDateWords, dateWords } from '@caecilia/ui';
import { Kbd, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { StandingFacts } from '../assessment/StandingFacts.tsx';
import { useKeys } from '../shell/keys.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { EmergencyBand } from './EmergencyBand.tsx';
import { useWhoToCall, WhoToCall } from './WhoToCall.tsx';

/**
 * Who this is about: name, birth date, where they are now, whom to call, and every limit with its word. It never scrolls
 * away. What the record does not say is said to be not recorded.
 */
export function PatientHeader({ glance }: { readonly glance: Glance }): ReactNode {
  const { language } = useSpeaking();
  const { patient, calls } = glance;
  const name = patient.name ?? carePlanWords(language)('patient.unnamed');
  const [calling, call] = useWhoToCall();
  // The key opens the one that is on the screen.
  const isNarrow = useMediaQuery('(width < 48rem)');
  return (
    <>
      <div className="patient-head">
        <EmergencyBand glance={glance} />
        <div className="page-width patient-head__who">
          <div className="patient-head__name">
            <PageTitle title={name} className="voice" />
            <Born glance={glance} />
          </div>
          <WhoToCall
            calls={calls}
            className="patient-head__calls"
            opened={calling && !isNarrow}
            open={call}
          />
          <dl className="patient-head__facts">
            <Facts glance={glance} />
          </dl>
        </div>
        <Limits glance={glance} />
      </div>
      <WhoToCall calls={calls} className="thumb-bar" opened={calling && isNarrow} open={call} />
    </>
  );
}

/** Every limit with its word in one strip; L shows each in full, with its condition and since when. */
function Limits({ glance }: { readonly glance: Glance }): ReactNode {
  const { t, language, here } = useSpeaking();
  const plan = carePlanWords(language);
  const { patient, limits, recordLanguage, asOf } = glance;
  const [inFull, show] = useState(false);
  useKeys(useMemo(() => ({ l: () => show((shown) => !shown) }), []));
  if (limits === undefined) return null;
  const view = { t: plan, language, recordLanguage, patientId: patient.id };
  return (
    <div className="patient-head__limits">
      <div className="page-width">
        <LimitStrip limits={limits} view={view} />
        <div className="patient-head__more">
          <UnstyledButton
            className="patient-head__whole"
            aria-expanded={inFull}
            aria-controls="limits-in-full"
            onClick={() => show(!inFull)}
          >
            {t(inFull ? 'patient.limits.less' : 'patient.limits.whole')} <Kbd aria-hidden>L</Kbd>
          </UnstyledButton>
          <a href={here(`/care/patients/${patient.id}/emergency`)}>{plan('page.emergency')}</a>
        </div>
      </div>
      {inFull ? (
        <section
          id="limits-in-full"
          className="page-width patient-head__full"
          aria-label={t('patient.limits.whole')}
          // It scrolls in itself where the window is low, also from the keyboard.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus (axe)
          tabIndex={0}
        >
          <LimitsInFull limits={limits} view={view} />
          {asOf ? (
            <p className="small">
              {t('patient.asOf')}: {dateWords(asOf.from, asOf.precision, language)}
            </p>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}

function Born({ glance: { patient } }: { readonly glance: Glance }): ReactNode {
  const { t, language } = useSpeaking();
  const plan = carePlanWords(language);
  const { birthDate, age, gender, deceased } = patient;
  const ageKey = deceased ? 'patient.ageAtDeath' : age?.approximate ? 'patient.ageAbout' : 'patient.age';
  const about = [
    age ? plan(ageKey, { years: age.years }) : '',
    gender ? plan(`gender.${gender}`) : '',
    deceased ? t('patient.deceased') : '',
  ].filter((words) => words !== '');
  return (
    <p className="patient-head__born">
      <span className="visually-hidden">{plan('patient.born')} </span>
      <b>{birthDate ? birthDateWords(birthDate.from, birthDate.precision) : plan('patient.birthUnknown')}</b>
      <span>{about.join(' · ')}</span>
    </p>
  );
}

function Facts({ glance }: { readonly glance: Glance }): ReactNode {
  const { t } = useSpeaking();
  const { whereabouts, representatives } = glance;
  const here = whereabouts.map(({ kind, place }) =>
    place === undefined ? t(`patient.${kind}`) : `${t(`patient.${kind}`)}: ${place}`,
  );
  return (
    <>
      <StandingFacts id={glance.patient.id} />
      <Fact name={t('patient.now')}>
        {here.length === 0 ? <span className="fact-name">{t('patient.now')}: </span> : null}
        {here.length === 0 ? t('patient.nowUnknown') : here.join('; ')}
      </Fact>
      <Fact name={t('patient.representative')}>
        {/* Where the name of the fact is not in view, "not recorded" alone would not say what. */}
        <span className="fact-name">{t('patient.representative')}: </span>
        {representatives.length === 0 ? t('patient.noRepresentative') : representatives.join(', ')}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
