import type { Glance } from '@caecilia/careplan/ui';
import { carePlanWords, LimitConditions } from '@caecilia/careplan/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { glanceQuery, linksQuery } from '../server/queries.ts';
import { Empty, Failure, Loading } from '../states/states.tsx';
import { useSpeaking } from '../words/LanguageProvider.tsx';

/** The first part of the page of a patient. */
export function OverviewPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  // The header asked for it already.
  const { data: glance } = useQuery(glanceQuery(id));
  return (
    <>
      {glance ? <AtAGlance glance={glance} /> : null}
      <Links id={id} />
    </>
  );
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
