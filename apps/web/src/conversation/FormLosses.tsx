import type { DeskFormLosses, DeskLoss } from '@caecilia/careplan/ui';
import { ask, Failure } from '@caecilia/workspace';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useDay, usePlanWords } from './planWords.ts';
import { inLanguage } from './said.ts';

const lossesQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'form-losses'],
    queryFn: ({ signal }) => ask<DeskFormLosses>(`/patients/${encodeURIComponent(id)}/form-losses`, signal),
  });

/** What stands on the last form and has no place in what was recorded. */
export function FormLosses({ id }: { readonly id: string }): ReactNode {
  const w = usePlanWords();
  const day = useDay();
  const { data, error, refetch } = useQuery(lossesQuery(id));
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return null;
  const { on, losses } = data;
  return (
    <section className="card plan-losses" aria-labelledby="losses-title">
      <h3 id="losses-title">{w('losses.title')}</h3>
      <p>
        {on === undefined
          ? w('losses.noForm')
          : w(losses.length === 0 ? 'losses.none' : 'losses.intro', { date: day(on) })}
      </p>
      <LossList losses={losses} />
    </section>
  );
}

/** Answers with the reason why each stands on the form only. */
export function LossList({ losses }: { readonly losses: readonly DeskLoss[] }): ReactNode {
  const w = usePlanWords();
  const { language } = useSpeaking();
  return (
    <dl className="plan-losses__list">
      {losses.map(({ linkId, question, said, reason }) => (
        <div key={linkId}>
          <dt>{question[language]}</dt>
          <dd>
            {said.length === 0 ? '–' : said.map((each) => inLanguage(each, language)).join('; ')}{' '}
            <span className="talk-before">({w(`losses.${reason}`)})</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
