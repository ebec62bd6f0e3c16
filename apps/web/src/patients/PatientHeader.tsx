import { carePlanWords, type Glance, type GlanceCall, LimitStrip, wordsIn } from '@caecilia/careplan/ui';
import { birthDateWords, dateWords, LineIcon } from '@caecilia/ui';
import type { ReactNode } from 'react';
import { StandingFacts } from '../assessment/StandingFacts.tsx';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/LanguageProvider.tsx';

/**
 * Who this is about: name, birth date, where they are now, whom to call, and every limit with its word. It never scrolls
 * away. What the record does not say is said to be not recorded.
 */
export function PatientHeader({ glance }: { readonly glance: Glance }): ReactNode {
  const { language, here } = useSpeaking();
  const plan = carePlanWords(language);
  const { patient, limits, recordLanguage } = glance;
  const name = patient.name ?? plan('patient.unnamed');
  const view = { t: plan, language, recordLanguage, patientId: patient.id };
  return (
    <>
      <div className="patient-head">
        <div className="page-width patient-head__who">
          <div className="patient-head__name">
            <PageTitle title={name} className="voice" />
            <Born glance={glance} />
          </div>
          <dl className="patient-head__facts">
            <Facts glance={glance} />
          </dl>
          <Calls calls={glance.calls} className="patient-head__calls" />
        </div>
        {limits === undefined ? null : (
          <div className="patient-head__limits">
            <div className="page-width">
              <LimitStrip limits={limits} view={view} />
              <a href={here(`/care/patients/${patient.id}/emergency`)}>{plan('page.emergency')}</a>
            </div>
          </div>
        )}
      </div>
      <Calls calls={glance.calls} className="thumb-bar" />
    </>
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
  const { t, language } = useSpeaking();
  const { whereabouts, representatives, asOf } = glance;
  const here = whereabouts.map(({ kind, place }) =>
    place === undefined ? t(`patient.${kind}`) : `${t(`patient.${kind}`)}: ${place}`,
  );
  return (
    <>
      <StandingFacts id={glance.patient.id} />
      <Fact name={t('patient.now')}>{here.length === 0 ? t('patient.nowUnknown') : here.join('; ')}</Fact>
      <Fact name={t('patient.representative')}>
        {representatives.length === 0 ? t('patient.noRepresentative') : representatives.join(', ')}
      </Fact>
      {asOf ? <Fact name={t('patient.asOf')}>{dateWords(asOf.from, asOf.precision, language)}</Fact> : null}
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

/** At most two numbers that answer now: beside the facts at a desk, within the thumb on a phone. */
function Calls(props: { readonly calls: readonly GlanceCall[]; readonly className: string }): ReactNode {
  const { t, language } = useSpeaking();
  const plan = carePlanWords(language);
  const { calls, className } = props;
  if (calls.length === 0) return null;
  return (
    <nav className={className} aria-label={t('patient.calls')}>
      {calls.map(({ name, roles, dial, number }, index) => {
        const who = name ?? plan('call.unnamed');
        const [role] = roles;
        return (
          <a
            key={dial + who}
            className={index === 0 ? 'button button--main' : 'button'}
            href={`tel:${dial}`}
            aria-label={`${t('patient.call', { name: who })}, ${number}`}
            title={role === undefined ? number : `${wordsIn(role, language)}, ${number}`}
          >
            <LineIcon name="phone" /> {who}
          </a>
        );
      })}
    </nav>
  );
}
