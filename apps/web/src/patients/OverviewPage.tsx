import type { Glance } from '@caecilia/careplan/ui';
import { carePlanWords, LimitConditions } from '@caecilia/careplan/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CarerPanel } from '../assessment/CarerPanel.tsx';
import { LatestContacts } from '../assessment/LatestContacts.tsx';
import { standingQuery } from '../assessment/queries.ts';
import { Trends } from '../assessment/Trends.tsx';
import { AdviceAside } from '../mdt/AdviceAside.tsx';
import { glanceQuery, hasSection, linksQuery, meQuery, useWritesIn } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { GoalAndWishes } from './GoalAndWishes.tsx';

/** The first part of the page of a patient. */
export function OverviewPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  // The header asked for it already.
  const { data: glance } = useQuery(glanceQuery(id));
  const { data: standing } = useQuery(standingQuery(id));
  const { data: me } = useQuery(meQuery);
  // Who records sees what was kept from the patient; to others it would look as if nobody had asked.
  // Neither does who looks in an emergency: it opens what is told, and nothing that is kept.
  const mayRecord = useWritesIn('assessment', id);
  return (
    <>
      {glance ? <AtAGlance glance={glance} /> : null}
      <div className="overview">
        {standing?.closed === false ? (
          <>
            <div className="overview__main">
              <Trends id={id} />
              {standing.contacts ? <LatestContacts id={id} /> : null}
            </div>
            <div className="overview__side">
              {hasSection(me, 'advice') ? <AdviceAside id={id} /> : null}
              {mayRecord ? <CarerPanel id={id} /> : null}
              <Links id={id} />
            </div>
          </>
        ) : (
          <div className="overview__main">
            {hasSection(me, 'advice') && standing !== undefined ? <AdviceAside id={id} /> : null}
            <Links id={id} />
          </div>
        )}
      </div>
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
      {glance.goal === undefined || glance.wishes === undefined ? null : (
        <GoalAndWishes glance={glance} goal={glance.goal} wishes={glance.wishes} />
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
