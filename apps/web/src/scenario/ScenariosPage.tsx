import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import '@caecilia/story/story.css';
import type { ScenariosShown, ScenarioView } from '@caecilia/scenario/ui';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { PrintHead } from '../story/PrintHead.tsx';
import './scenario.css';
import { NewScenario } from './NewScenario.tsx';
import { scenariosQuery } from './queries.ts';
import { ScenarioCard } from './ScenarioCard.tsx';
import { useScenario } from './words.ts';

/** What was agreed for what may happen to a patient: to be read at the bedside, and to be planned. */
export function ScenariosPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const t = useScenario();
  const { data, error, refetch, isPending } = useQuery(scenariosQuery(id));
  useChanges('/scenarios/changes', scenariosQuery(id).queryKey);
  return (
    <section className="scenarios">
      <PrintHead id={id} heading={(values) => t('print.head', values)} />
      <div className="story__screen">
        <SectionTitle title={t('title')} />
        <p className="work__intro">{t('intro')}</p>
      </div>
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Shown id={id} shown={data} /> : null}
    </section>
  );
}

function Shown({ id, shown }: { readonly id: string; readonly shown: ScenariosShown }): ReactNode {
  const t = useScenario();
  const [said, say] = useState('');
  const { scenarios, unreadable, more, closed, mayPlan, timeZone } = shown;
  const isEnded = ({ ended }: ScenarioView) => ended !== undefined;
  const current = scenarios.filter((each) => !isEnded(each));
  const former = scenarios.filter(isEnded);
  const parts = { id, timeZone, mayPlan, say };
  if (closed) return <p className="banner-line">{t('closed')}</p>;
  return (
    <>
      {unreadable > 0 ? <p className="banner-line">! {t('unreadable', { count: unreadable })}</p> : null}
      {more ? <p className="banner-line">! {t('more')}</p> : null}
      {current.length === 0 && unreadable === 0 ? <Empty>{t('none')}</Empty> : null}
      <ul className="scenario-list">
        {current.map((each) => (
          <ScenarioCard key={each.id} scenario={each} {...parts} />
        ))}
      </ul>
      <p role="status" className="scenario-said">
        {said}
      </p>
      {mayPlan ? <NewScenario id={id} say={say} /> : null}
      {current.length > 0 ? (
        <Button variant="default" className="scenario-screen" onClick={() => window.print()}>
          {t('print')}
        </Button>
      ) : null}
      {former.length === 0 ? null : (
        <details className="scenario-former scenario-screen">
          <summary>
            {t('ended.title')} ({former.length})
          </summary>
          <ul className="scenario-list">
            {former.map((each) => (
              <ScenarioCard key={each.id} scenario={each} {...parts} mayPlan={false} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
