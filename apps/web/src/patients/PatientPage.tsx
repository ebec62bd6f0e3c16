import type { Glance } from '@caecilia/careplan/ui';
import { carePlanWords, LimitConditions } from '@caecilia/careplan/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { glanceQuery, linksQuery } from '../server/queries.ts';
import { useKeys } from '../shell/keys.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { Empty, Failure, Loading } from '../states/states.tsx';
import { useSpeaking } from '../words/LanguageProvider.tsx';
import { PatientHeader } from './PatientHeader.tsx';

/** One patient: who they are and what was agreed in view all the time, and beneath it what can be done here. */
export function PatientPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  return <OnePatient key={id} id={id} />;
}

function OnePatient({ id }: { readonly id: string }): ReactNode {
  const { t, language, here } = useSpeaking();
  const { data: glance, error, refetch, dataUpdatedAt } = useQuery(glanceQuery(id));
  useKeys(
    useMemo(() => ({ e: () => window.location.assign(here(`/care/patients/${id}/emergency`)) }), [here, id]),
  );
  const failure = error ? (
    <Failure
      error={error}
      again={() => void refetch()}
      kept={glance ? clockOf(dataUpdatedAt, language) : undefined}
    />
  ) : null;
  if (!glance)
    return (
      <div className="page-width work">
        {failure ? <PageTitle title={t('failure.title')} className="visually-hidden" /> : null}
        {failure ?? <Loading label={t('patient.loading')} />}
      </div>
    );
  return (
    <>
      <PatientHeader glance={glance} />
      <div className="page-width work patient">
        {failure}
        <AtAGlance glance={glance} />
        <Links id={id} />
      </div>
    </>
  );
}

/** Time of the day of this device. */
function clockOf(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
}

/** What does not fit beside a sign and may not be behind a tap. */
function AtAGlance({ glance }: { readonly glance: Glance }): ReactNode {
  const { t, language } = useSpeaking();
  const { patient, limits, recordLanguage } = glance;
  const view = { t: carePlanWords(language), language, recordLanguage, patientId: patient.id };
  return (
    <>
      {patient.replacedBy === undefined ? null : <p className="banner-line">{t('patient.replaced')}</p>}
      {patient.legalCapacity.capable === false ? (
        <p className="banner-line">{t('patient.incapable')}</p>
      ) : null}
      {limits === undefined ? (
        <p className="banner-line">{t('patient.closed')}</p>
      ) : (
        <section aria-label={t('patient.conditions')}>
          <LimitConditions limits={limits} view={view} />
        </section>
      )}
    </>
  );
}

function Links({ id }: { readonly id: string }): ReactNode {
  const { t, language, here } = useSpeaking();
  const { data, error, refetch, isPending } = useQuery(linksQuery(id));
  return (
    <section aria-labelledby="links-title">
      <h2 id="links-title">{t('patient.links')}</h2>
      {isPending ? <Loading lines={2} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data?.links.length === 0 ? <Empty>{t('patient.noLinks')}</Empty> : null}
      {data && data.links.length > 0 ? (
        <ul className="links card">
          {data.links.map(({ href, label }) => (
            <li key={href}>
              <a href={here(href)}>{label[language]}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
